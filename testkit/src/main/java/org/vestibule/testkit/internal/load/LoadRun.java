// SPDX-License-Identifier: Apache-2.0
package org.vestibule.testkit.internal.load;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.vestibule.api.face.FaceVerifier;
import org.vestibule.api.gate.Gate;
import org.vestibule.api.model.ModelStore;
import org.vestibule.api.people.PeopleDirectory;

/** One run of the load, from its first call to its results. Used by one thread. */
final class LoadRun {
  /** A run ends by itself after so long. */
  private static final int MOST_SECONDS = 900;

  private static final int FACE_THREADS = 4;
  private static final int CHUNK_THREADS = 4;
  private static final long LEAD_MILLIS = 100;

  private final String name;
  private final FaceCalls faces;
  private final ChunkCalls chunks;
  private final CallLog faceLog;
  private final CallLog chunkLog;
  private final OpenLoop faceLoop;
  private final OpenLoop chunkLoop;
  private final Footprint before;
  private final Instant begun;
  private final LoadReport report;

  /**
   * Makes each call once, measures what the process holds, and begins.
   *
   * @param folder where the results are written, {@code <run>.jsonl}
   * @throws Exception when a first call does not answer as it must
   */
  LoadRun(
      LoadSettings settings,
      Path folder,
      Gate<FaceVerifier> verifiers,
      Gate<PeopleDirectory> people,
      Gate<ModelStore> models)
      throws Exception {
    name = settings.run();
    report = new LoadReport(folder, name);
    faces = new FaceCalls(verifiers, people, settings);
    chunks = new ChunkCalls(models, settings);
    faceLog = log(settings.facesPerSecond());
    chunkLog = log(settings.chunksPerSecond());
    before = Footprint.atRest();
    begun = Instant.now().plusMillis(LEAD_MILLIS);
    long first = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEAD_MILLIS);
    faceLoop = new OpenLoop("face", FACE_THREADS, first, faceLog, faces);
    chunkLoop = new OpenLoop("vad", CHUNK_THREADS, first, chunkLog, chunks);
    report.begun();
  }

  private static CallLog log(int perSecond) {
    return new CallLog(perSecond, perSecond * MOST_SECONDS);
  }

  /** Ends the load and writes the results. */
  void end() throws IOException, InterruptedException {
    faceLoop.end();
    chunkLoop.end();
    Map<String, Object> head = new TreeMap<>();
    head.put("run", name);
    head.put("begun", begun.toString());
    head.put("ended", Instant.now().toString());
    head.put("before", before);
    head.put("after", Footprint.atRest());
    head.put("asked", Map.of("face", faces.asked(), "vad", chunks.asked()));
    report.write(head, Map.of("face", faceLog, "vad", chunkLog));
  }
}
