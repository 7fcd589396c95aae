class ImportsController < ApplicationController
  def create
    # ruleid: ruby-deserialize-request
    settings = YAML.load(params[:settings])
    # ruleid: ruby-deserialize-request, ruby-marshal-load
    cart = Marshal.load(Base64.decode64(cookies[:cart]))
    # ok: ruby-deserialize-request
    safe = YAML.safe_load(params[:settings], permitted_classes: [Date])
    # ok: ruby-deserialize-request
    data = JSON.parse(request.body.read)
    render json: [settings, cart, safe, data]
  end
end

def cached(redis, key)
  # ruleid: ruby-marshal-load
  Marshal.load(redis.get(key))
end

def copy(object)
  # ok: ruby-marshal-load
  Marshal.load(Marshal.dump(object))
end

def read(text)
  # ok: ruby-marshal-load
  YAML.safe_load(text)
end

# ruleid: ruby-cookie-serializer
Rails.application.config.action_dispatch.cookies_serializer = :marshal
# ruleid: ruby-cookie-serializer
config.action_dispatch.cookies_serializer = :hybrid
# ok: ruby-cookie-serializer
config.action_dispatch.cookies_serializer = :json
# ok: ruby-cookie-serializer
config.action_dispatch.cookies_same_site_protection = :lax
