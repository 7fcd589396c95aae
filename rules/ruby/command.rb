class ToolsController < ApplicationController
  FORMATS = { "png" => "PNG" }.freeze

  def ping
    # ruleid: ruby-command-request
    output = `ping -c 1 #{params[:host]}`
    # ruleid: ruby-command-request
    system("nslookup #{params[:host]}")
    command = "convert " + params.fetch(:file) + " out.png"
    # ruleid: ruby-command-request
    stdout, status = Open3.capture2e(command)
    # ok: ruby-command-request
    system("ping", "-c", "1", params[:host])
    # ok: ruby-command-request
    system("ping -c #{params[:count].to_i} localhost")
    # ok: ruby-command-request
    safe = `ping #{Shellwords.escape(params[:host])}`
    # ok: ruby-command-request
    IO.popen(["convert", params[:file], FORMATS.fetch(params[:format])]) { |io| io.read }
    # ok: ruby-command-request
    message = "ping #{params[:host]}"
    render plain: output + stdout + safe + message
  end

  def run
    return head(:bad_request) unless ALLOWED.include?(params[:task])
    # ok: ruby-command-request
    system("rake #{params[:task]}")
  end

  def page
    # ruleid: ruby-open-request
    render plain: open(params[:url]).read
    # ruleid: ruby-open-request
    render plain: IO.read(params[:name])
    # ok: ruby-open-request
    render plain: File.open(File.join(ROOT, File.basename(params[:name]))).read
    # ok: ruby-open-request
    open(File.join(ROOT, params[:id].to_i.to_s)) { |f| f.read }
  end
end

print "Host: "
host = gets.chomp
# ruleid: ruby-command-request
puts `host #{host}`
# ok: ruby-command-request
system("host", host)

def archive(directory, level)
  # ruleid: ruby-command-parameter
  system("tar czf backup.tgz #{directory}")
  # ruleid: ruby-command-parameter
  `du -sh #{directory}`
  # ok: ruby-command-parameter
  system("tar", "czf", "backup.tgz", directory)
  # ok: ruby-command-parameter
  `du -sh #{Shellwords.escape(directory)}`
  # ok: ruby-command-parameter
  system("sync")
end

class PingController < ApplicationController
  def show
    host = params[:host]
    return head :bad_request unless HOST.match?(host)
    # ok: ruby-command-request
    system("ping -c 1 #{host}")
  end

  def other
    host = params[:host]
    return head :bad_request if host.blank?
    # ruleid: ruby-command-request
    system("ping -c 1 #{host}")
  end
end
