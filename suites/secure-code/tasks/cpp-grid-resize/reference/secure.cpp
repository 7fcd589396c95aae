#include <cstddef>
#include <stdexcept>
#include <vector>

class Grid {
 public:
  Grid(int columns, int rows) : columns_(columns) {
    if (columns <= 0 || rows <= 0 || static_cast<long long>(columns) * rows > 100'000'000) throw std::length_error("size of a grid");
    cells_.resize(static_cast<size_t>(columns) * rows);
  }
  int get(int column, int row) const { return cells_.at(index(column, row)); }
  void set(int column, int row, int value) { cells_.at(index(column, row)) = value; }

 private:
  size_t index(int column, int row) const {
    if (column < 0 || column >= columns_ || row < 0) throw std::out_of_range("cell of a grid");
    return static_cast<size_t>(row) * columns_ + column;
  }
  int columns_;
  std::vector<int> cells_;
};

Grid* grid_new(int columns, int rows) {
  try {
    return new Grid(columns, rows);
  } catch (const std::exception&) {
    return nullptr;
  }
}
int grid_get(const Grid* grid, int column, int row) { return grid->get(column, row); }
void grid_set(Grid* grid, int column, int row, int value) { grid->set(column, row, value); }
void grid_delete(Grid* grid) { delete grid; }
