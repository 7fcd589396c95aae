# CWE-601: only paths of this site
class SessionsController < ApplicationController
  def create
    user = User.find_by(email: params[:email])
    if user&.authenticate(params[:password])
      reset_session
      session[:user_id] = user.id
      target = params[:return_to]
      target = root_path unless local_path?(target)
      redirect_to target
    else
      flash.now[:alert] = "Wrong email or password"
      render :new, status: :unauthorized
    end
  end

  private

  def local_path?(target)
    target.is_a?(String) && target.start_with?("/") && !target.start_with?("//", "/\\")
  end
end
