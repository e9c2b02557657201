# Calls GenerateRandom and prints what became of it, as JSON, as tests/scenarios/calls.cjs does.
# Usage: ruby calls.rb '[{"key": "AKIDEXAMPLE12345678", "inputs": [{"NumberOfBytes": 32}], "read_timeout": 1000}]'
require "aws-sdk-kms"
require "json"

# Counts the requests that the SDK sends.
class Counting < Seahorse::Client::Plugin
  class << self
    attr_accessor :requests
  end

  class Handler < Seahorse::Client::Handler
    def call(context)
      Counting.requests += 1
      @handler.call(context)
    end
  end

  handler(Handler, step: :sign, priority: 0) # further in than the one that tries again
end
Aws::KMS::Client.add_plugin(Counting)

def client(key:, read_timeout: nil, **)
  Aws::KMS::Client.new(
    endpoint: ENV.fetch("KRM_ENDPOINT"), region: "us-east-1", access_key_id: key, secret_access_key: "secret",
    **(read_timeout ? { http_read_timeout: read_timeout / 1000.0 } : {})
  )
end

# What is at the bottom of an error that is not KMS's.
def cause_of(error)
  return if error.is_a?(Aws::Errors::ServiceError)

  (error.respond_to?(:original_error) ? error.original_error : error.cause)&.class&.name
end

def outcome(kms, input)
  plaintext = kms.generate_random(number_of_bytes: input[:NumberOfBytes]).plaintext
  { plaintext: plaintext&.unpack1("H*") }
rescue StandardError => error # whatever it is, it is what a user sees
  { error: error.class.name, code: cause_of(error), message: error.message }
end

def call(kms, input)
  Counting.requests = 0
  began = Process.clock_gettime(Process::CLOCK_MONOTONIC)
  result = outcome(kms, input)
  seconds = Process.clock_gettime(Process::CLOCK_MONOTONIC) - began
  { requests: Counting.requests, seconds: seconds, **result }
end

# All clients of a process share their kept connections, so each has a process of its own.
processes = JSON.parse(ARGV.fetch(0), symbolize_names: true).map do |given|
  IO.popen("-") || begin
    kms = client(**given)
    puts JSON.generate(given[:inputs].map { |input| call(kms, input) })
    exit
  end
end
puts "[#{processes.map(&:read).join(",")}]"
