class ProxyController < ApplicationController
  FEEDS = { "news" => "https://news.example.org/feed" }.freeze

  def fetch
    # ruleid: ruby-server-side-request
    body = Net::HTTP.get(URI(params[:url]))
    # ruleid: ruby-server-side-request
    page = HTTParty.get("http://#{params[:host]}/status")
    uri = URI.parse(params[:url])
    # ruleid: ruby-server-side-request
    response = Net::HTTP.get_response(uri)
    # ok: ruby-server-side-request
    feed = Net::HTTP.get(URI(FEEDS.fetch(params[:feed])))
    # ok: ruby-server-side-request
    user = HTTParty.get("https://api.example.org/users/#{params[:id].to_i}")
    # ok: ruby-server-side-request
    found = RestClient.get("https://api.example.org/search?q=#{CGI.escape(params[:q])}")
    render json: [body, page, response, feed, user, found]
  end

  def checked
    uri = URI.parse(params[:url])
    return head(:bad_request) unless uri.is_a?(URI::HTTPS) && ALLOWED_HOSTS.include?(uri.host)
    # ok: ruby-server-side-request
    render plain: Net::HTTP.get(uri)
  end

  def login
    # ruleid: ruby-open-redirect
    redirect_to params[:return_to]
    # ruleid: ruby-open-redirect
    redirect_to(params[:return_to] || root_path, allow_other_host: true)
    # ok: ruby-open-redirect
    redirect_to(url_from(params[:return_to]) || root_path)
    # ok: ruby-open-redirect
    redirect_to user_path(params[:id])
    # ok: ruby-open-redirect
    redirect_to action: :show, id: params[:id]
    # ok: ruby-open-redirect
    redirect_to "/users/#{params[:id]}"
    # ok: ruby-open-redirect
    redirect_to Post.find(params[:id])
  end
end

get "/out" do
  # ruleid: ruby-open-redirect
  redirect params[:to]
end

get "/home" do
  # ok: ruby-open-redirect
  redirect "/"
end

class CheckedController < ApplicationController
  def create
    target = params[:return_to]
    target = root_path unless local_path?(target)
    # ok: ruby-open-redirect
    redirect_to target
  end

  def jump
    target = params[:to]
    return head :bad_request unless HOSTS.include?(target)
    # ok: ruby-open-redirect
    redirect_to target
  end

  def free
    target = params[:to]
    remember(target)
    # ruleid: ruby-open-redirect
    redirect_to target
  end

  def fetch
    url = params[:url]
    raise ArgumentError unless allowed_host?(url)
    # ok: ruby-server-side-request
    body = Net::HTTP.get(URI(url))
    other = params[:other]
    return if other.empty?
    # ruleid: ruby-server-side-request
    Net::HTTP.get(URI(other)) + body
  end
end

class ServicesController < ApplicationController
  def show
    base = SERVICES[params[:service]]
    # ok: ruby-server-side-request
    status = Net::HTTP.get(URI("#{base}/status"))
    uri = checked_uri(params[:url])
    # ok: ruby-server-side-request
    status += Net::HTTP.get(uri)
    # ruleid: ruby-server-side-request
    status + Net::HTTP.get(URI("#{params[:base]}/status"))
  end
end
