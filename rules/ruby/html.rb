class CommentsController < ApplicationController
  def show
    # ruleid: ruby-html-request
    @banner = "<b>#{params[:title]}</b>".html_safe
    # ruleid: ruby-html-request
    render html: params[:body].html_safe
    # ok: ruby-html-request
    @title = sanitize(params[:title]).html_safe
    # ok: ruby-html-request
    @heading = content_tag(:h1, params[:title])
    # ok: ruby-html-request
    @script = "var id = #{params[:id].to_i}".html_safe
  end
end

get "/greet" do
  # ruleid: ruby-html-request
  "<h1>Hello #{params[:name]}</h1>"
end

get "/greet/safe" do
  # ok: ruby-html-request
  "<h1>Hello #{Rack::Utils.escape_html(params[:name])}</h1>"
end

module CommentsHelper
  def author(comment)
    # ruleid: ruby-html-safe-interpolation
    name = "<b>#{comment.name}</b>".html_safe
    # ruleid: ruby-html-safe-interpolation
    raw("<i>#{@post.title}</i>")
    # ok: ruby-html-safe-interpolation
    tag.b(comment.name)
    # ok: ruby-html-safe-interpolation
    "<b>#{h(comment.name)}</b>".html_safe
    # ok: ruby-html-safe-interpolation
    "<br>".html_safe
    name
  end
end

get "/hits" do
  hits = search(params[:q])
  items = hits.map { |hit| "<li>#{h(hit.title)}</li>" }.join
  # ok: ruby-html-request
  "<ul>#{items}</ul>"
end

get "/names" do
  # ruleid: ruby-html-request
  items = params[:names].map { |name| "<li>#{name}</li>" }.join
  # ruleid: ruby-html-request
  "<ul>#{items}</ul>"
end
