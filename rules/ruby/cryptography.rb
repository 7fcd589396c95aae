class Account
  def store(password, token)
    # ruleid: ruby-fast-password-hash
    self.digest = Digest::SHA256.hexdigest(password)
    # ruleid: ruby-fast-password-hash
    self.digest = Digest::MD5.hexdigest("#{salt}#{password}")
    # ok: ruby-fast-password-hash
    self.digest = BCrypt::Password.create(password)
    # ok: ruby-fast-password-hash
    self.checksum = Digest::SHA256.hexdigest(File.read("data.csv"))
    # ruleid: ruby-weak-hash
    reset_token = Digest::MD5.hexdigest(email + Time.now.to_s)
    # ruleid: ruby-weak-hash
    signature = OpenSSL::HMAC.hexdigest("SHA1", key, body)
    # ok: ruby-weak-hash
    etag = Digest::MD5.hexdigest(body)
    # ok: ruby-weak-hash
    good = OpenSSL::HMAC.hexdigest("SHA256", key, body)
    [reset_token, signature, etag, good]
  end

  def seal(text)
    # ruleid: ruby-weak-cipher
    weak = OpenSSL::Cipher.new("des-ede3-cbc")
    # ruleid: ruby-weak-cipher
    cipher = OpenSSL::Cipher.new("AES-128-ECB")
    # ruleid: ruby-constant-key
    cipher.key = "0123456789abcdef"
    # ok: ruby-weak-cipher
    cipher = OpenSSL::Cipher.new("aes-256-gcm")
    # ok: ruby-weak-cipher
    stream = OpenSSL::Cipher.new("chacha20-poly1305")
    # ok: ruby-constant-key
    cipher.key = [ENV.fetch("DATA_KEY")].pack("H*")
    # ruleid: ruby-constant-key
    cipher.iv = "\0" * 12
    # ok: ruby-constant-key
    cipher.iv = SecureRandom.random_bytes(12)
    stream.update(weak.update(text))
  end

  def keys
    # ruleid: ruby-small-key
    small = OpenSSL::PKey::RSA.new(1024)
    # ruleid: ruby-small-key
    other = OpenSSL::PKey::RSA.generate(512)
    # ok: ruby-small-key
    good = OpenSSL::PKey::RSA.new(3072)
    # ok: ruby-small-key
    read = OpenSSL::PKey::RSA.new(File.read("key.pem"))
    [small, other, good, read]
  end

  def codes
    # ruleid: ruby-predictable-random
    token = (0...32).map { ("a".."z").to_a[rand(26)] }.join
    # ruleid: ruby-predictable-random
    @otp = Random.rand(100000..999999)
    # ok: ruby-predictable-random
    api_key = SecureRandom.hex(32)
    # ok: ruby-predictable-random
    position = rand(10)
    # ok: ruby-predictable-random
    code_token = %w[a b c].sample(random: SecureRandom)
    [token, api_key, position, code_token]
  end

  def generate_token
    # ruleid: ruby-predictable-random
    rand(36**20).to_s(36)
  end

  def verify(body, given)
    expected = OpenSSL::HMAC.hexdigest("SHA256", KEY, body)
    # ruleid: ruby-timing-compare
    return true if given == expected
    # ruleid: ruby-timing-compare
    return true if given == "sha256=#{OpenSSL::HMAC.hexdigest("SHA256", KEY, body)}"
    # ok: ruby-timing-compare
    Rack::Utils.secure_compare(expected, given)
  end

  def same(left, right)
    # ok: ruby-timing-compare
    left == right
  end
end
