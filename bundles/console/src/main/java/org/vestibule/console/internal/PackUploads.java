// SPDX-License-Identifier: Apache-2.0
package org.vestibule.console.internal;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Model packs on their way in: one at a time, into a file that only the gateway's user can read,
 * gone again whatever came of it. A file that a crash left behind goes with the next upload.
 * Thread-safe.
 */
final class PackUploads {
  private static final Logger LOG = LoggerFactory.getLogger(PackUploads.class);

  /** An archive may not be larger than this, in bytes: 2 GiB. */
  static final long MOST_BYTES = 2L << 30;

  /** What stays free on the disk for the audit and the log, in bytes. */
  private static final long RESERVE = 64L << 20;

  /** One at a time, under a name that says in the audit what it was. */
  private static final String FILE = "uploaded-pack.zip";

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private static final int PIECE = 1 << 16;
  private static final int PIECES_PER_LOOK = 128;

  private final Path folder;
  private final long most;
  private final ReentrantLock running = new ReentrantLock();

  PackUploads(Path folder) {
    this(folder, MOST_BYTES);
  }

  PackUploads(Path folder, long most) {
    this.folder = folder;
    this.most = most;
  }

  /**
   * A pack that has arrived whole; closing it deletes it. To be closed by the thread that asked.
   */
  final class Upload implements AutoCloseable {
    private final Path file;

    private Upload(Path file) {
      this.file = file;
    }

    Path file() {
      return file;
    }

    @Override
    public void close() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        LOG.warn("{} stays until the next upload", file, e);
      } finally {
        running.unlock();
      }
    }
  }

  /**
   * Writes the body of a request to disk.
   *
   * @throws Problem 400 cut off, 409 another upload runs, 413 too large, 415 no zip, 507 disk short
   */
  Upload receive(HttpServletRequest http) throws Problem {
    checkType(http.getContentType());
    if (http.getContentLengthLong() > most) {
      throw tooLarge();
    }
    if (!running.tryLock()) {
      throw new Problem(
          409, "upload-running", "upload", "another one", "one at a time", "Wait for it to end.");
    }
    Upload upload = null;
    boolean whole = false;
    try {
      upload = new Upload(file());
      checkSpace(Math.max(0, http.getContentLengthLong()));
      copy(http, upload.file());
      whole = true;
      return upload;
    } finally {
      if (upload == null) {
        running.unlock();
      } else if (!whole) {
        upload.close();
      }
    }
  }

  private static void checkType(String given) throws Problem {
    String type = given == null ? "none" : given;
    if (!type.toLowerCase(Locale.ROOT).matches("application/zip(\\s*;.*)?")) {
      throw new Problem(
          415,
          "content-type-wrong",
          "Content-Type",
          Request.shortened(type),
          "application/zip",
          "Send the pack as one zip archive: ./vestibule model pack FOLDER makes it.");
    }
  }

  private Path file() throws Problem {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(FILE);
      Files.deleteIfExists(file);
      return Files.createFile(file, OWNER_ONLY);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void copy(HttpServletRequest http, Path file) throws Problem {
    byte[] piece = new byte[PIECE];
    long bytes = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      InputStream in = http.getInputStream();
      for (int count = 0, read = read(in, piece); read >= 0; count++, read = read(in, piece)) {
        bytes += read;
        if (bytes > most) {
          throw tooLarge();
        }
        if (count % PIECES_PER_LOOK == 0) {
          checkSpace(0);
        }
        out.write(piece, 0, read);
      }
    } catch (IOException e) {
      throw storageFull("a disk that took no more", e);
    }
    if (bytes == 0) {
      throw cutOff("nothing", null);
    }
  }

  private static int read(InputStream in, byte[] piece) throws Problem {
    try {
      return in.read(piece);
    } catch (IOException e) {
      throw cutOff("an unfinished body", e);
    }
  }

  private void checkSpace(long wanted) throws Problem {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < wanted + RESERVE) {
        throw storageFull((free >> 20) + " MiB free", null);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static Problem cutOff(String found, Exception cause) {
    return new Problem(
        400, "body-unreadable", "body", found, "a whole archive", "Send it again.", cause);
  }

  private Problem tooLarge() {
    return new Problem(
            413,
            "body-too-large",
            "body",
            "more than the bound",
            most + " bytes",
            "Send a smaller pack.")
        .with("Connection", "close");
  }

  private static Problem storageFull(String found, Exception cause) {
    return new Problem(
        507,
        "storage-full",
        "disk of the data folder",
        found,
        "room for the archive and " + (RESERVE >> 20) + " MiB besides",
        "Free space, for example by ./vestibule model prune, and send it again.",
        cause);
  }

  private static Problem unwritable(IOException cause) {
    return new Problem(
        503,
        "folder-unwritable",
        "folder updates in the data folder",
        cause.getClass().getSimpleName(),
        "a folder that the gateway may write",
        "Check its owner and rights.",
        cause);
  }
}
