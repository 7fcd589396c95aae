# CWE-22: the expanded path must lie below the base
class DocumentsController < ApplicationController
  BASE = Rails.root.join("storage", "documents").to_s

  def show
    path = File.expand_path(params[:name].to_s, BASE)
    unless path.start_with?(BASE + File::SEPARATOR)
      head :forbidden
      return
    end
    return head :not_found unless File.file?(path)

    send_file path, disposition: "attachment"
  end
end
