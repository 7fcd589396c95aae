#include <cmath>
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
  for (size_t i = 0; i < shapes.size(); i++) {
    if (kinds[i] == 'c') {
      const Circle* c = static_cast<const Circle*>(shapes[i]);
      area += M_PI * c->radius * c->radius;
    } else if (kinds[i] == 'b') {
      const Box* b = static_cast<const Box*>(shapes[i]);
      area += b->width * b->height;
    }
  }
  return area;
}
