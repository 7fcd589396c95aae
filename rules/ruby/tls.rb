http = Net::HTTP.new(uri.host, 443)
# ruleid: ruby-tls-unverified
http.verify_mode = OpenSSL::SSL::VERIFY_NONE
# ruleid: ruby-tls-unverified
Net::HTTP.start(uri.host, 443, use_ssl: true, verify_mode: OpenSSL::SSL::VERIFY_NONE) { |h| h.get("/") }
# ruleid: ruby-tls-unverified
RestClient::Request.execute(method: :get, url: address, verify_ssl: false)
# ruleid: ruby-tls-unverified
client = Faraday.new(url: address, ssl: { verify: false })
# ok: ruby-tls-unverified
http.verify_mode = OpenSSL::SSL::VERIFY_PEER
# ok: ruby-tls-unverified
Faraday.new(url: address, ssl: { ca_file: "authority.pem" })
# ok: ruby-tls-unverified
Mail.deliver(message, verify: false)
# ruleid: ruby-tls-old-version
http.ssl_version = :TLSv1
# ruleid: ruby-tls-old-version
context.min_version = OpenSSL::SSL::TLS1_VERSION
# ok: ruby-tls-old-version
http.ssl_version = :TLSv1_2
# ok: ruby-tls-old-version
context.min_version = OpenSSL::SSL::TLS1_2_VERSION
client

def login(options)
  if options[:ssl] == "force"
    # ok: ruby-tls-unverified
    ssl = { verify_mode: OpenSSL::SSL::VERIFY_NONE }
  else
    ssl = { verify_mode: OpenSSL::SSL::VERIFY_PEER }
  end
  Net::IMAP.new(options[:host], ssl: ssl)
end

def start(http, options)
  if options[:no_check_certificate]
    # ok: ruby-tls-unverified
    http.verify_mode = OpenSSL::SSL::VERIFY_NONE
  end
end
