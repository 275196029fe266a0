// SPDX-License-Identifier: Apache-2.0
package org.vestibule.echo.internal;

import dev.onvoid.webrtc.internal.NativeLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;

/**
 * The native library of webrtc-java. It holds all of WebRTC, so it is linked with libraries of the
 * desktop that echo cancellation does not use, and does not load without them. Thread-safe.
 */
final class WebRtcLibrary {
  /** The Debian packages of what the library is linked with. */
  static final String INSTALL =
      "apt-get install -y --no-install-recommends libpulse0 libx11-6 libxfixes3 libxrandr2"
          + " libxcomposite1 libdbus-1-3 libudev1";

  private static final Logger LOG = LoggerFactory.getLogger(WebRtcLibrary.class);
  private static final String NAME = "webrtc-java";
  private static final int LONGEST_REASON = 120;

  private WebRtcLibrary() {}

  /**
   * Loads the library, once for this class loader.
   *
   * @throws VestibuleException {@code native-missing} if this machine cannot load it
   */
  static synchronized void load() throws VestibuleException {
    Set<Path> before = unpacked();
    try {
      NativeLoader.loadLibrary(NAME);
    } catch (Exception | LinkageError e) {
      LOG.debug("The native library of WebRTC does not load", e);
      forget(before);
      throw missing(e);
    }
  }

  private static VestibuleException missing(Throwable cause) {
    boolean linked = cause instanceof UnsatisfiedLinkError;
    return new VestibuleException(
        "native-missing",
        "the native library of WebRTC",
        linked
            ? reason(cause)
            : System.getProperty("os.name") + " on " + System.getProperty("os.arch"),
        "Linux on x86-64 or aarch64, with the libraries that it is linked with",
        linked
            ? "Run " + INSTALL + " and restart the gateway."
            : "Do without the feature vestibule-echo, or run the gateway on such a machine.",
        cause);
  }

  /** The linker names its own file, at length, before the library that it misses. */
  private static String reason(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    int from = message.indexOf(".so: ");
    String found = from < 0 ? message : message.substring(from + ".so: ".length());
    return found.length() > LONGEST_REASON ? found.substring(0, LONGEST_REASON) + "..." : found;
  }

  /** The loader leaves 23 MB behind when it fails: its file goes, and no other. */
  private static void forget(Set<Path> before) {
    for (Path file : unpacked()) {
      if (!before.contains(file)) {
        try {
          Files.deleteIfExists(file);
        } catch (IOException e) {
          LOG.info("Could not delete {}: {}", file, e.toString());
        }
      }
    }
  }

  private static Set<Path> unpacked() {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("lib" + NAME))
          .collect(Collectors.toSet());
    } catch (IOException e) {
      return Set.of();
    }
  }
}
