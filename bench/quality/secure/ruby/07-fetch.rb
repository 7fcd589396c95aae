# CWE-918: hosts of a list, https only
require "net/http"

class PreviewsController < ApplicationController
  HOSTS = %w[news.example.org blog.example.org].freeze

  def create
    uri = URI.parse(params[:url].to_s)
    return head :bad_request unless uri.is_a?(URI::HTTPS) && HOSTS.include?(uri.host)

    response = Net::HTTP.start(uri.host, 443, use_ssl: true, open_timeout: 3, read_timeout: 5) do |http|
      http.get(uri.request_uri)
    end
    render json: { status: response.code.to_i }
  rescue URI::InvalidURIError
    head :bad_request
  end
end
