# CWE-502: JSON, or YAML without objects
require "json"
require "yaml"

module Import
  LIMIT = 1_000_000

  def self.read(upload)
    raise ArgumentError, "too large" if upload.size > LIMIT

    text = upload.read
    case File.extname(upload.original_filename).downcase
    when ".json" then JSON.parse(text, max_nesting: 20)
    when ".yml", ".yaml" then YAML.safe_load(text, permitted_classes: [Date], aliases: false)
    else raise ArgumentError, "unknown type"
    end
  end
end
