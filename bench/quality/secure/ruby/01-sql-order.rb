# CWE-89: the column comes from a constant hash
class ProductsController < ApplicationController
  SORT = { "name" => "name", "price" => "price_cents" }.freeze

  def index
    column = SORT.fetch(params[:sort], "created_at")
    direction = params[:dir] == "asc" ? "ASC" : "DESC"
    @products = Product.where("name ILIKE ?", "%#{Product.sanitize_sql_like(params[:q].to_s)}%")
                       .order(Arel.sql("#{column} #{direction}"))
                       .limit(50)
  end
end
