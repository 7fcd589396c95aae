# CWE-470: a case instead of send and constantize
class ReportsController < ApplicationController
  def show
    report =
      case params[:kind]
      when "sales" then SalesReport.new(current_user)
      when "stock" then StockReport.new(current_user)
      else
        head :not_found
        return
      end
    render json: report.to_h
  end
end
