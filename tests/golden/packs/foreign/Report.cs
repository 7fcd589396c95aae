class Report {
  void Show(string viewer, int page) {
    var open = Process.Start(viewer);
    Process.Start("viewer");
  }
}
