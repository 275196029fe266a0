// SPDX-License-Identifier: Apache-2.0
package org.vestibule.integrations.access.control.internal.osdp.pd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.integrations.access.control.internal.line.Lines;
import org.vestibule.integrations.access.control.internal.osdp.CaptureFile;
import org.vestibule.integrations.access.control.internal.osdp.FrameTap;

/**
 * The lines that are open, each with the readers on it. Used by one thread at a time, that of
 * Configuration Admin.
 */
final class PdPorts {
  private static final Logger LOG = LoggerFactory.getLogger(PdPorts.class);

  private record Open(PdPort port, CaptureFile trace) {}

  private final Lines lines;
  private final Map<String, Open> open = new HashMap<>();

  PdPorts(Lines lines) {
    this.lines = lines;
  }

  /** Opens a line anew for those of {@code readers} that are on it; closes it when none is. */
  void open(String line, Collection<PdReader> readers) {
    close(line);
    List<PdReader> here =
        readers.stream().filter(reader -> reader.settings().line().equals(line)).toList();
    if (here.isEmpty()) {
      return;
    }
    Optional<Path> file =
        here.stream().flatMap(reader -> reader.settings().trace().stream()).findFirst();
    CaptureFile trace = file.map(PdPorts::trace).orElse(null);
    PdBus bus =
        new PdBus(
            here.stream().map(PdReader::engine).toList(),
            System::nanoTime,
            trace == null ? FrameTap.NONE : trace);
    PdPort port = new PdPort(line, lines, bus);
    here.forEach(reader -> reader.port(port));
    open.put(line, new Open(port, trace));
  }

  private void close(String line) {
    Open before = open.remove(line);
    if (before == null) {
      return;
    }
    try {
      before.port.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (before.trace != null) {
      before.trace.close();
    }
  }

  private static CaptureFile trace(Path path) {
    try {
      return CaptureFile.open(path);
    } catch (IOException e) {
      LOG.warn("No trace is written to {}: {}", path, e.getMessage());
      return null;
    }
  }
}
