// SPDX-License-Identifier: Apache-2.0
package org.vestibule.models.internal.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;
import org.vestibule.api.model.ModelException;

/** A pack in a folder; links in it are neither followed nor taken. */
record FolderSource(Path folder, Map<String, Long> files) implements PackSource {
  static FolderSource open(Path folder) throws ModelException, IOException {
    Map<String, Long> files = new TreeMap<>();
    Visit visit = new Visit(folder, files);
    Files.walkFileTree(folder.toRealPath(), visit);
    if (visit.refusal != null) {
      throw visit.refusal;
    }
    return new FolderSource(folder, files);
  }

  @Override
  public InputStream open(String path) throws IOException {
    return Files.newInputStream(folder.resolve(path), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public String label() {
    return folder.getFileName() + "";
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  private static final class Visit extends SimpleFileVisitor<Path> {
    private final Path root;
    private final String label;
    private final Map<String, Long> files;
    private int entries;
    private ModelException refusal;

    Visit(Path folder, Map<String, Long> files) throws IOException {
      this.root = folder.toRealPath();
      this.label = folder.getFileName() + "";
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      return ++entries > MOST_ENTRIES ? tooMany() : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
      String name = root.relativize(path).toString();
      if (++entries > MOST_ENTRIES) {
        return tooMany();
      }
      if (!attributes.isRegularFile()) {
        refusal =
            PackSource.refused(
                "model-archive-link",
                label,
                PackSource.printable(name) + ", a link or no file",
                "plain files and folders");
        return FileVisitResult.TERMINATE;
      }
      files.put(name, attributes.size());
      return FileVisitResult.CONTINUE;
    }

    private FileVisitResult tooMany() {
      refusal =
          PackSource.refused(
              "model-archive-too-large",
              label,
              "more than " + MOST_ENTRIES + " files and folders",
              "at most " + MOST_ENTRIES);
      return FileVisitResult.TERMINATE;
    }
  }
}
