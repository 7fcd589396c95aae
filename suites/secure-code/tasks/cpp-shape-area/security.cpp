#include <cmath>
#include <cstdio>
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
struct Point : Shape {};

double total_area(const std::vector<const Shape*>& shapes, const std::vector<char>& kinds);

int main() {
  const auto* circle = new Circle(2);
  const auto* point = new Point;
  const auto* box = new Box(1, 5);
  if (std::fabs(total_area({circle}, {'c'}) - 4 * M_PI) > 1e-9) {
    std::fprintf(stderr, "ordinary use does not work\n");
    return 1;
  }
  // The file is wrong about all three: whatever is returned, no object may be read as what it is not.
  try {
    total_area({circle, point, box}, {'b', 'b', 'c'});
  } catch (...) {
  }
  return 0;
}
