#include <cstdio>

class Grid;
Grid* grid_new(int columns, int rows);
int grid_get(const Grid*, int, int);
void grid_set(Grid*, int, int, int);
void grid_delete(Grid*);

// Sizes of gigabytes may be refused by the allocator, but are not to be filled.
extern "C" const char* __asan_default_options() { return "max_allocation_size_mb=512:allocator_may_return_null=1"; }

int main() {
  Grid* grid = grid_new(4, 4);
  if (grid == nullptr) return std::fprintf(stderr, "ordinary use does not work\n"), 1;
  grid_delete(grid);
  // 65537 * 65536 cells are 65536 in 32 bits.
  const int sizes[][2] = {{65537, 65536}, {65536, 65536}, {-2, -3}};
  for (const auto& size : sizes) {
    grid = grid_new(size[0], size[1]);
    if (grid == nullptr) continue;
    if (size[0] < 0) return std::fprintf(stderr, "a negative size\n"), 1;
    grid_set(grid, size[0] - 1, 40000, 7);
    grid_delete(grid);
  }
  return 0;
}
