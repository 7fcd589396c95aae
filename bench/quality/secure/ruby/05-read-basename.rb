# CWE-22: only the base name, only known endings
get "/notes/:name" do
  name = File.basename(params[:name])
  halt 404 unless name.match?(/\A[\w-]{1,64}\.txt\z/)
  path = File.join(settings.notes, name)
  halt 404 unless File.exist?(path)
  content_type :text
  File.read(path)
end
