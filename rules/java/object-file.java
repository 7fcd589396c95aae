class Store {
  Object load(File file) throws Exception {
    // ruleid: java-object-file
    ObjectInputStream in = new ObjectInputStream(new FileInputStream(file));
    return in.readObject();
  }

  Object receive(Socket socket) throws Exception {
    InputStream raw = new BufferedInputStream(socket.getInputStream());
    // ruleid: java-object-file
    ObjectInputStream in = new ObjectInputStream(raw);
    return in.readObject();
  }

  Object loadFiltered(File file, ObjectInputFilter filter) throws Exception {
    // ok: java-object-file
    ObjectInputStream in = new ObjectInputStream(new FileInputStream(file));
    in.setObjectInputFilter(filter);
    return in.readObject();
  }

  Object copy(ByteArrayOutputStream written) throws Exception {
    // ok: java-object-file
    return new ObjectInputStream(new ByteArrayInputStream(written.toByteArray())).readObject();
  }
}
