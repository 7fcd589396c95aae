# CWE-89: hashes and placeholders
class OrdersController < ApplicationController
  before_action :authenticate_user!

  def index
    scope = current_user.orders.where(status: params[:status])
    scope = scope.where("total_cents >= ?", params[:min].to_i) if params[:min].present?
    scope = scope.where("created_at > :since", since: Date.iso8601(params[:since])) if params[:since]
    @orders = scope.order(created_at: :desc)
  rescue Date::Error
    head :bad_request
  end
end
