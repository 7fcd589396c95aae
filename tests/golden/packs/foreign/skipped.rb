params.permit(:name)
