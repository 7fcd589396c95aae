class UsersController < ApplicationController
  SORTS = { "name" => "users.name", "age" => "users.age" }.freeze

  def index
    # ruleid: ruby-sql-request
    User.where("name = '#{params[:name]}'")
    # ruleid: ruby-sql-request
    User.active.order("created_at " + params[:direction])
    query = "SELECT * FROM users WHERE email = '" + params[:email] + "'"
    # ruleid: ruby-sql-request
    ActiveRecord::Base.connection.execute(query)
    # ruleid: ruby-sql-request
    report = <<~SQL
      SELECT id FROM reports WHERE
        title = '#{request.headers["X-Title"]}'
    SQL
    # ok: ruby-sql-request
    User.where("name = ?", params[:name])
    # ok: ruby-sql-request
    User.where(name: params[:name]).order(SORTS.fetch(params[:sort]))
    # ok: ruby-sql-request
    User.where("age > #{params[:age].to_i}")
    # ok: ruby-sql-request
    User.find_by_sql(["SELECT * FROM users WHERE name = ?", params[:name]])
    # ok: ruby-sql-request
    User.order("name #{SORTS[params[:sort]]}")
    if %w[asc desc].include?(params[:direction])
      # ok: ruby-sql-request
      User.order("name #{params[:direction]}")
    end
    report
  end
end

get "/users/:id" do
  # ruleid: ruby-sql-request
  db.execute("SELECT * FROM users WHERE id = #{params["id"]}")
  # ok: ruby-sql-request
  db.execute("SELECT * FROM users WHERE id = ?", [params["id"]])
end

def login(db, name, password)
  # ruleid: ruby-sql-quoted-value
  db.query("SELECT id FROM users WHERE name = '#{name}' AND password = '#{password}'")
  # ok: ruby-sql-quoted-value
  db.query("SELECT id FROM users WHERE name = ? AND password = ?", name, password)
  # ok: ruby-sql-quoted-value
  db.query("SELECT id FROM users WHERE name = '#{db.escape(name)}'")
end

def search(term)
  # ruleid: ruby-sql-quoted-value
  condition = "title LIKE '%#{term}%'"
  # ruleid: ruby-sql-quoted-value
  Post.where("published AND title LIKE '%#{term}%'")
  # ok: ruby-sql-quoted-value
  Post.where("title LIKE ?", "%#{term}%")
  # ok: ruby-sql-quoted-value
  Rails.logger.info("searched for '#{term}'")
  condition
end

def lambda_handler(event:, context:)
  # ruleid: ruby-sql-request
  connection.exec("SELECT * FROM orders WHERE id = #{event["id"]}")
  # ok: ruby-sql-request
  connection.exec_params("SELECT * FROM orders WHERE id = $1", [event["id"]])
end

class SortedController < ApplicationController
  def index
    column = params[:sort].presence_in(SORTABLE) || "name"
    # ok: ruby-sql-request
    Product.order("#{column} DESC")
    ids = params[:ids].map(&:to_i)
    # ok: ruby-sql-request
    Product.where("id IN (#{ids.join(",")})")
    names = params[:names].map(&:strip)
    # ruleid: ruby-sql-request
    Product.where("name IN (#{names.join(",")})")
  end
end
