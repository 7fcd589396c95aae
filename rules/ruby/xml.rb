class OrdersController < ApplicationController
  def create
    # ruleid: ruby-xml-external-entities
    order = Nokogiri::XML(request.body.read) { |config| config.noent }
    # ruleid: ruby-xml-external-entities
    other = Nokogiri::XML(request.body.read, nil, nil, Nokogiri::XML::ParseOptions::NOENT)
    # ok: ruby-xml-external-entities
    safe = Nokogiri::XML(request.body.read) { |config| config.strict.nonet }
    # ok: ruby-xml-external-entities
    plain = Nokogiri::XML(request.body.read)
    # ruleid: ruby-xpath-request
    order.xpath("//user[name='#{params[:name]}']")
    # ruleid: ruby-xpath-request
    REXML::XPath.first(other, "//item[@id=" + params[:id] + "]")
    # ok: ruby-xpath-request
    order.xpath("//user[name=$name]", nil, name: params[:name])
    # ok: ruby-xpath-request
    order.xpath("//item[@id=#{params[:id].to_i}]")
    render json: [safe, plain]
  end
end
