# CWE-78: several arguments, no shell, a checked name
require "open3"

class PingController < ApplicationController
  HOST = /\A[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\z/i

  def show
    host = params[:host].to_s
    return head :bad_request unless HOST.match?(host)

    _out, status = Open3.capture2e("ping", "-c", "1", "-W", "2", host)
    render json: { reachable: status.success? }
  end
end
