class FilesController < ApplicationController
  PAGES = { "about" => "about.md" }.freeze

  def show
    # ruleid: ruby-path-request
    send_file Rails.root.join("uploads", params[:name])
    # ruleid: ruby-path-request
    text = File.read("docs/#{params[:page]}.md")
    path = File.join("uploads", params[:name])
    # ruleid: ruby-path-request
    FileUtils.rm(path)
    # ok: ruby-path-request
    send_file Rails.root.join("uploads", File.basename(params[:name]))
    # ok: ruby-path-request
    File.read(File.join("docs", PAGES.fetch(params[:page])))
    # ok: ruby-path-request
    File.read("docs/#{PAGES[params[:page]]}")
    # ok: ruby-path-request
    File.open("log/#{params[:id].to_i}.log") { |file| text += file.read }
    preview = @attachment.preview(:size => params[:size])
    # ok: ruby-path-request
    send_file(preview, :disposition => "attachment")
    other = @attachment.preview(file: params[:file])
    # ruleid: ruby-path-request
    send_file(other, :disposition => "attachment")
    render plain: text
  end

  def download
    full = File.expand_path(params[:name], UPLOADS)
    return head(:not_found) unless full.start_with?("#{UPLOADS}/")
    # ok: ruby-path-request
    send_file full
  end
end

def unpack(archive, directory)
  Zip::File.open(archive) do |zip|
    zip.each do |entry|
      target = File.join(directory, entry.name)
      # ruleid: ruby-archive-entry-path
      entry.extract(target)
      # ruleid: ruby-archive-entry-path
      File.write("#{directory}/#{entry.name}", entry.get_input_stream.read)
      checked = File.expand_path(entry.name, directory)
      next unless checked.start_with?("#{directory}/")
      # ok: ruby-archive-entry-path
      entry.extract(checked)
      # ok: ruby-archive-entry-path
      entry.extract(File.join(directory, File.basename(entry.name)))
    end
  end
end

def report(id, text)
  # ruleid: ruby-shared-temporary-file
  File.write("/tmp/report.txt", text)
  # ruleid: ruby-shared-temporary-file
  File.open("/tmp/report-#{id}.txt", "w") { |file| file << text }
  # ok: ruby-shared-temporary-file
  Tempfile.create("report") { |file| file << text }
  # ok: ruby-shared-temporary-file
  File.open("/tmp/report.txt") { |file| file.read }
end

def install(path)
  # ruleid: ruby-world-writable
  File.chmod(0777, path)
  # ruleid: ruby-world-writable
  FileUtils.chmod("a+w", path)
  # ok: ruby-world-writable
  File.chmod(0o755, path)
  # ok: ruby-world-writable
  FileUtils.chmod(0600, path)
end

class NotesController < ApplicationController
  def show
    path = File.expand_path(params[:name], BASE)
    unless path.start_with?(BASE + "/")
      head :forbidden
      return
    end
    # ok: ruby-path-request
    send_file path
  end

  def note
    name = params[:name]
    halt 404 unless NAME.match?(name)
    # ok: ruby-path-request
    File.read(File.join(BASE, name))
  end

  def open
    name = params[:name]
    halt 404 unless name.match?(/txt/)
    # ruleid: ruby-path-request
    File.read(File.join(BASE, name))
  end
end

class PagesController < ApplicationController
  def show
    path = BASE.join(params[:name]).cleanpath
    raise ActionController::BadRequest unless path.to_s.start_with?("#{BASE}/")
    # ok: ruby-path-request
    send_file path
  end

  def report
    name = params[:name]
    return head :bad_request unless name =~ /\A[\w-]+\z/
    # ok: ruby-path-request
    send_file Rails.root.join("files", "#{name}.pdf")
  end

  def any
    name = params[:name]
    return head :bad_request unless name =~ /pdf/
    # ruleid: ruby-path-request
    send_file Rails.root.join("files", name)
  end
end
