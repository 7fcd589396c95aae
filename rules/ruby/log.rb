class SessionsController < ApplicationController
  def create
    # ruleid: ruby-log-request
    Rails.logger.info("login of #{params[:name]}")
    # ruleid: ruby-log-request
    logger.warn "agent #{request.user_agent}"
    # ok: ruby-log-request
    Rails.logger.info("login of #{params[:name].inspect}")
    # ok: ruby-log-request
    logger.info("login")
    # ruleid: ruby-secret-in-log, ruby-log-request
    Rails.logger.debug("password is #{params[:password]}")
    # ruleid: ruby-secret-in-log
    logger.info("key #{@client.api_key}")
    # ok: ruby-secret-in-log
    logger.info("user #{@user.id} changed the password")
    # ok: ruby-secret-in-log
    logger.info("length #{@user.password.length}")
  end
end
