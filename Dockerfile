# syntax=docker/dockerfile:1
FROM debian:trixie-slim AS build
WORKDIR /source
COPY scripts/install scripts/install
COPY scripts/packages scripts/packages
RUN scripts/install build unit && rm -rf /var/lib/apt/lists/*
COPY . .
RUN scripts/build release -DKRM_TESTS=ON kms-random-mock unit_tests \
 && ctest --preset release --label-regex '^unit$' --no-tests=error
# What ldd names by a path: the libraries, and the dynamic loader.
RUN mkdir -p /image/scenarios /owned/tls \
 && strip -o /image/kms-random-mock build/release/kms-random-mock \
 && ldd build/release/kms-random-mock | grep -o '/[^ ]*' | sort -u \
  | xargs cp --parents --dereference --target-directory /image

FROM scratch
ARG VERSION=""
ARG REVISION=""
ARG CREATED=""
LABEL org.opencontainers.image.title="kms-random-mock" \
      org.opencontainers.image.description="A test double for AWS KMS GenerateRandom" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.vendor="The kms-random-mock authors" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.created="${CREATED}"
COPY --from=build /image /
# A volume there begins with this owner.
COPY --from=build --chown=65532:65532 /owned /
USER 65532:65532
ENV KMS_RANDOM_MOCK_HOST=0.0.0.0 KMS_RANDOM_MOCK_TLS_DIR=/tls KMS_RANDOM_MOCK_ACCESS_LOG=on
EXPOSE 4599
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --start-interval=100ms \
  CMD ["/kms-random-mock", "healthcheck"]
ENTRYPOINT ["/kms-random-mock"]
