#include <cstdio>

class Grid;
Grid* grid_new(int columns, int rows);
int grid_get(const Grid*, int, int);
void grid_set(Grid*, int, int, int);
void grid_delete(Grid*);

int main() {
  Grid* grid = grid_new(30, 20);
  if (grid == nullptr || grid_get(grid, 29, 19) != 0) return std::fprintf(stderr, "a new grid\n"), 1;
  for (int c = 0; c < 30; c++)
    for (int r = 0; r < 20; r++) grid_set(grid, c, r, c * 100 + r);
  for (int c = 0; c < 30; c++)
    for (int r = 0; r < 20; r++)
      if (grid_get(grid, c, r) != c * 100 + r) return std::fprintf(stderr, "cell %d %d\n", c, r), 1;
  grid_delete(grid);
  if (grid_new(0, 5) != nullptr) return std::fprintf(stderr, "a grid without columns\n"), 1;
  return 0;
}
