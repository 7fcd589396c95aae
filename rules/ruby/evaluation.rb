class CalculatorController < ApplicationController
  ACTIONS = { "publish" => :publish, "hide" => :hide }.freeze

  def show
    # ruleid: ruby-eval-request
    @result = eval(params[:formula])
    # ruleid: ruby-eval-request
    User.class_eval("def #{params[:name]}; end")
    # ok: ruby-eval-request
    @sum = params[:a].to_i + params[:b].to_i
    # ok: ruby-eval-request
    User.class_eval("def full_name; end")
    # ok: ruby-eval-request
    eval("2 * #{params[:factor].to_f}")
  end

  def act
    # ruleid: ruby-send-request
    @post.send(params[:do])
    # ruleid: ruby-send-request
    model = params[:type].classify.constantize
    # ruleid: ruby-send-request
    Object.const_get("#{params[:kind]}Report").new
    # ok: ruby-send-request
    @post.public_send(ACTIONS.fetch(params[:do]))
    # ok: ruby-send-request
    @post.send(ACTIONS[params[:do]])
    # ok: ruby-send-request
    @post.send(:rename, params[:name])
    if ACTIONS.keys.include?(params[:do])
      # ok: ruby-send-request
      @post.send(params[:do])
    end
    model
  end

  def preview
    # ruleid: ruby-template-request
    render inline: "<h1>Hello #{params[:name]}</h1>"
    # ruleid: ruby-template-request
    ERB.new(params[:template]).result(binding)
    # ok: ruby-template-request
    render :preview, locals: { name: params[:name] }
    # ok: ruby-template-request
    ERB.new(File.read("preview.erb")).result_with_hash(name: params[:name])
  end
end

get "/hello" do
  # ruleid: ruby-template-request
  erb "Hello #{params[:name]}"
  # ok: ruby-template-request
  erb :hello, locals: { name: params[:name] }
end

def calculate(expression)
  # ruleid: ruby-eval-parameter
  eval(expression)
end

def define(name)
  # ruleid: ruby-eval-parameter
  eval("$#{name} = 1")
  # ok: ruby-eval-parameter
  instance_variable_set("@#{name}", 1)
  # ok: ruby-eval-parameter
  eval("1 + 1")
end
