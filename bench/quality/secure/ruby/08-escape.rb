# CWE-79: escaped by hand in a small application
require "sinatra"
require "cgi"

helpers do
  def h(text)
    CGI.escapeHTML(text.to_s)
  end
end

get "/search" do
  hits = find_articles(params[:q])
  items = hits.map { |hit| "<li>#{h(hit.title)}</li>" }.join
  "<h1>Results for #{h(params[:q])}</h1><ul>#{items}</ul>"
end
