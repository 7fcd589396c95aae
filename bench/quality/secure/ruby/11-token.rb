# CWE-330, CWE-208: SecureRandom, a digest in the database, comparison in constant time
require "openssl"
require "securerandom"

class ApiKey
  def self.generate
    key = SecureRandom.urlsafe_base64(32)
    [key, OpenSSL::Digest::SHA256.hexdigest(key)]
  end

  def self.verify(key, digest)
    given = OpenSSL::Digest::SHA256.hexdigest(key)
    OpenSSL.fixed_length_secure_compare(given, digest)
  end
end
