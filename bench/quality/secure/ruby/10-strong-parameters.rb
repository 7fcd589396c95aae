# CWE-915, CWE-639: permitted fields, records of the user alone
class AccountsController < ApplicationController
  before_action :authenticate_user!
  protect_from_forgery with: :exception

  def update
    account = current_user.accounts.find(params[:id])
    if account.update(account_params)
      redirect_to account_path(account), notice: "Saved"
    else
      render :edit, status: :unprocessable_entity
    end
  end

  private

  def account_params
    params.require(:account).permit(:name, :currency, :description)
  end
end
