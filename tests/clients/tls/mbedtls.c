// Sends standard input through mbedTLS, which trusts the authority in the file CA, and prints the reply.
// Arguments: HOST PORT CA

#include <mbedtls/ctr_drbg.h>
#include <mbedtls/entropy.h>
#include <mbedtls/error.h>
#include <mbedtls/net_sockets.h>
#include <mbedtls/ssl.h>
#include <psa/crypto.h>
#include <stdio.h>
#include <stdlib.h>

static void check(const char *what, int error) {
  char text[200];
  if (error >= 0) return;
  mbedtls_strerror(error, text, sizeof text);
  fprintf(stderr, "%s: %s\n", what, text);
  exit(1);
}

int main(int count, char **arguments) {
  mbedtls_entropy_context entropy;
  mbedtls_ctr_drbg_context random;
  mbedtls_x509_crt trusted;
  mbedtls_net_context socket;
  mbedtls_ssl_config config;
  mbedtls_ssl_context tls;
  unsigned char bytes[4096];
  int size;
  if (count != 4) return 2;

  psa_crypto_init(); // TLS 1.3 needs it
  mbedtls_entropy_init(&entropy);
  mbedtls_ctr_drbg_init(&random);
  check("random bytes", mbedtls_ctr_drbg_seed(&random, mbedtls_entropy_func, &entropy, NULL, 0));
  mbedtls_x509_crt_init(&trusted);
  check(arguments[3], mbedtls_x509_crt_parse_file(&trusted, arguments[3]));
  mbedtls_net_init(&socket);
  check("connection", mbedtls_net_connect(&socket, arguments[1], arguments[2], MBEDTLS_NET_PROTO_TCP));

  mbedtls_ssl_config_init(&config);
  check("defaults", mbedtls_ssl_config_defaults(&config, MBEDTLS_SSL_IS_CLIENT, MBEDTLS_SSL_TRANSPORT_STREAM,
                                                MBEDTLS_SSL_PRESET_DEFAULT));
  mbedtls_ssl_conf_rng(&config, mbedtls_ctr_drbg_random, &random);
  mbedtls_ssl_conf_authmode(&config, MBEDTLS_SSL_VERIFY_REQUIRED);
  mbedtls_ssl_conf_ca_chain(&config, &trusted, NULL);
  mbedtls_ssl_init(&tls);
  check("set-up", mbedtls_ssl_setup(&tls, &config));
  check("name", mbedtls_ssl_set_hostname(&tls, arguments[1]));
  mbedtls_ssl_set_bio(&tls, &socket, mbedtls_net_send, mbedtls_net_recv, NULL);
  check("handshake", mbedtls_ssl_handshake(&tls));

  check("request", mbedtls_ssl_write(&tls, bytes, fread(bytes, 1, sizeof bytes, stdin)));
  while ((size = mbedtls_ssl_read(&tls, bytes, sizeof bytes)) > 0) fwrite(bytes, 1, (size_t)size, stdout);
  return 0;
}
