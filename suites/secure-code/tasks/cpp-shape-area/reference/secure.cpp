#include <numbers>
#include <vector>

struct Shape {
  virtual ~Shape() = default;
};
struct Circle : Shape {
  double radius;
  explicit Circle(double r) : radius(r) {}
};
struct Box : Shape {
  double width, height;
  Box(double w, double h) : width(w), height(h) {}
};

double total_area(const std::vector<const Shape*>& shapes, const std::vector<char>& kinds) {
  double area = 0;
  for (const Shape* shape : shapes) {
    if (const auto* circle = dynamic_cast<const Circle*>(shape)) area += std::numbers::pi * circle->radius * circle->radius;
    if (const auto* box = dynamic_cast<const Box*>(shape)) area += box->width * box->height;
  }
  return area;
}
