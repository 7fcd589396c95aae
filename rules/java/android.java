class Views {
  void open(WebView view, Context context) {
    WebSettings settings = view.getSettings();
    // ruleid: java-webview-files
    settings.setAllowFileAccess(true);
    // ruleid: java-webview-files
    view.getSettings().setAllowUniversalAccessFromFileURLs(true);
    // ok: java-webview-files
    settings.setAllowFileAccess(false);
    // ok: java-webview-files
    settings.setJavaScriptEnabled(true);
    // ruleid: java-world-readable
    SharedPreferences shared = context.getSharedPreferences("settings", Context.MODE_WORLD_READABLE);
    // ruleid: java-world-readable
    FileOutputStream out = openFileOutput("log.txt", MODE_WORLD_WRITEABLE | MODE_APPEND);
    // ok: java-world-readable
    SharedPreferences own = context.getSharedPreferences("settings", Context.MODE_PRIVATE);
    // ok: java-world-readable
    FileOutputStream kept = openFileOutput("log.txt", MODE_APPEND);
  }
}
