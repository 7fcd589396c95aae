class ProfilesController < ApplicationController
  # ruleid: ruby-csrf-off
  skip_before_action :verify_authenticity_token
  # ok: ruby-csrf-off
  skip_before_action :authenticate, only: :index
  # ok: ruby-csrf-off
  protect_from_forgery with: :exception

  def update
    # ruleid: ruby-mass-assignment
    @user.update(params.require(:user).permit!)
    # ruleid: ruby-mass-assignment
    User.create(params[:user].to_unsafe_h)
    # ok: ruby-mass-assignment
    @user.update(params.require(:user).permit(:name, :email))
    # ok: ruby-mass-assignment
    logger.debug(params.to_unsafe_h.keys)
    # ruleid: ruby-privileged-parameter
    params.require(:user).permit(:name, :email, :admin)
    # ruleid: ruby-privileged-parameter
    params.permit(:role)
    # ok: ruby-privileged-parameter
    params.require(:user).permit(:name, :password, :password_confirmation)
    # ok: ruby-privileged-parameter
    params.require(:user).permit(:role_name)
  end

  def remember
    # ruleid: ruby-cookie-flags
    cookies[:theme] = { value: "dark", httponly: false }
    # ruleid: ruby-cookie-flags
    cookies.permanent[:auth_token] = @user.token
    # ok: ruby-cookie-flags
    cookies[:theme] = "dark"
    # ok: ruby-cookie-flags
    cookies[:auth_token] = { value: @user.token, httponly: true, secure: true }
    # ok: ruby-cookie-flags
    cookies.encrypted[:auth_token] = { value: @user.token, httponly: true }
  end

  def allow
    # ruleid: ruby-any-origin-with-credentials
    headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
    # ruleid: ruby-any-origin-with-credentials
    response.headers["Access-Control-Allow-Origin"] = request.origin
    # ok: ruby-any-origin-with-credentials
    headers["Access-Control-Allow-Origin"] = "https://app.example.org"
    # ok: ruby-any-origin-with-credentials
    response.headers["Access-Control-Allow-Origin"] = ALLOWED.find { |o| o == request.origin }
  end

  def show
    render json: Report.find(params[:id])
  rescue StandardError => error
    logger.error(error.backtrace.join("\n"))
    # ruleid: ruby-error-detail
    render json: { error: error.message, trace: error.backtrace }
    details = error.full_message
    # ruleid: ruby-error-detail
    render plain: details, status: 500
    # ok: ruby-error-detail
    render json: { error: "something went wrong" }
    # ok: ruby-error-detail
    raise Wrapped, error.backtrace.first
  end
end

class WebhookController < ApplicationController
  # ok: ruby-csrf-off
  skip_before_action :verify_authenticity_token, only: :receive
end

class User < ApplicationRecord
  # ruleid: ruby-validation-line-anchors
  validates :name, presence: true, format: { with: /^[a-z]+$/ }
  # ruleid: ruby-validation-line-anchors
  validates_format_of :phone, with: /^\d{3}-\d+$/i
  # ok: ruby-validation-line-anchors
  validates :name, format: { with: /\A[a-z]+\z/ }
  # ok: ruby-validation-line-anchors
  validates :notes, format: { with: /^[a-z]+$/, multiline: true }
end

class Account < ApplicationController
  # ruleid: ruby-csrf-off
  skip_forgery_protection
end

class MailController < ActionController::Base
  before_action :check_key

  # ok: ruby-csrf-off
  skip_before_action :verify_authenticity_token

  def create
    Mailbox.receive(params[:mail])
  end

  private

  def check_key
    unless Setting.enabled? && secure_compare(params[:key].to_s, Setting.key)
      head :forbidden
    end
  end
end

class OrdersController < ApplicationController
  before_action :authenticate

  # ok: ruby-csrf-off
  skip_before_action :verify_authenticity_token

  private

  def authenticate
    authenticate_or_request_with_http_token do |token, _|
      ActiveSupport::SecurityUtils.secure_compare(token, TOKEN)
    end
  end
end

Rails.application.configure do
  # ruleid: ruby-production-settings
  config.force_ssl = false
  # ruleid: ruby-production-settings
  config.consider_all_requests_local = true
  # ok: ruby-production-settings
  config.consider_all_requests_local = false
  # ok: ruby-production-settings
  config.assets.compile = false
end

configure :development do
  # ok: ruby-production-settings
  enable :show_exceptions
end
