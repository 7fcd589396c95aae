class Service
  # ruleid: ruby-hardcoded-credential
  API_KEY = "9f8a1c22d7"
  # ok: ruby-hardcoded-credential
  TOKEN_HEADER = "X-Auth-Token"

  def connect
    # ruleid: ruby-hardcoded-credential
    Mysql2::Client.new(host: "db", username: "root", password: "Tr0ub4dor")
    # ruleid: ruby-hardcoded-credential
    secret = ENV.fetch("SESSION_SECRET", "3kTz81mVq0")
    # ok: ruby-hardcoded-credential
    Mysql2::Client.new(host: "db", username: "root", password: ENV.fetch("DB_PASSWORD"))
    # ok: ruby-hardcoded-credential
    password = "changeme"
    # ok: ruby-hardcoded-credential
    label = { password: "Password" }
    # ok: ruby-hardcoded-credential
    form = { password: "user[password]" }
    [secret, password, label, form]
  end

  def tokens(payload, token)
    # ruleid: ruby-hardcoded-jwt-key
    JWT.encode(payload, "s3cr3t", "HS256")
    # ruleid: ruby-hardcoded-jwt-key
    JWT.decode(token, "s3cr3t", true, algorithm: "HS256")
    # ok: ruby-hardcoded-jwt-key
    JWT.encode(payload, ENV.fetch("JWT_KEY"), "HS256")
    # ok: ruby-hardcoded-jwt-key
    JWT.decode(token, Rails.application.secret_key_base, true, algorithm: "HS256")
    # ruleid: ruby-jwt-unverified
    JWT.decode(token, nil, false)
    # ruleid: ruby-jwt-unverified
    JWT.encode(payload, nil, "none")
    # ok: ruby-jwt-unverified
    JWT.decode(token, key, true, { algorithm: "RS256" })
    # ok: ruby-jwt-unverified
    JWT.encode(payload, key, "RS256")
  end
end
