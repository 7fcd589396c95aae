def update
  user.update(params.permit!)
  user.update(params.permit(:name))
end
