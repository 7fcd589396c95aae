class SearchController < ApplicationController
  def index
    # ruleid: ruby-regexp-request
    pattern = Regexp.new(params[:pattern])
    # ruleid: ruby-regexp-request
    found = @lines.select { |line| line =~ /#{params[:q]}/i }
    # ok: ruby-regexp-request
    quoted = Regexp.new(Regexp.escape(params[:q]))
    # ok: ruby-regexp-request
    plain = @lines.select { |line| line.include?(params[:q]) }
    render json: [pattern, found, quoted, plain]
  end
end
