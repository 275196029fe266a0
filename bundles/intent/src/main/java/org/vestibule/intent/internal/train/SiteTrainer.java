// SPDX-License-Identifier: Apache-2.0
package org.vestibule.intent.internal.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.model.ModelException;
import org.vestibule.api.model.ModelLease;
import org.vestibule.api.model.ModelLibrary;
import org.vestibule.api.model.ModelManifest;
import org.vestibule.api.model.ModelSlots;
import org.vestibule.api.model.ModelStore;
import org.vestibule.intent.internal.Head;
import org.vestibule.intent.internal.SentenceEmbedding;
import org.vestibule.intent.internal.Utterance;

/**
 * Makes a head of the sentences that came along and those that a site taught, and lets it serve as
 * a pack of its own. Used by one thread at a time.
 */
final class SiteTrainer {
  private static final Logger LOG = LoggerFactory.getLogger(SiteTrainer.class);

  private final Path folder;
  private final Utterances training;
  private final Utterances calibration;

  /**
   * @param folder where the cache of embeddings lies and packs are made
   * @param training the sentences that came along
   * @param calibration what sets temperature and bounds
   */
  SiteTrainer(Path folder, Utterances training, Utterances calibration) {
    this.folder = folder;
    this.training = training;
    this.calibration = calibration;
  }

  /**
   * Trains; a few seconds, the first time with a new encoder some more.
   *
   * @throws ModelException {@code model-*}, {@code storage-failed}
   */
  Head train(ModelStore store, Lessons lessons, Consumer<String> progress) throws ModelException {
    try (ModelLease lease = store.lease(ModelSlots.SENTENCE)) {
      String encoder = lease.manifest().id();
      Embedder embedder = sentence -> SentenceEmbedding.of(lease, sentence);
      List<String> base = new ArrayList<>();
      for (Utterances utterances : List.of(training, calibration)) {
        utterances.all().forEach(said -> base.add(Utterance.of(said.sentence()).asked()));
      }
      Map<String, float[]> known =
          BaseEmbeddings.of(
              folder,
              encoder,
              base,
              embedder,
              done -> progress.accept("Embedding, " + done + " of " + base.size() + " sentences"));
      progress.accept("Embedding what was taught");
      Embedder cached =
          sentence -> {
            float[] embedding = known.get(sentence);
            if (embedding == null) {
              embedding = embedder.embed(sentence);
              known.put(sentence, embedding);
            }
            return embedding;
          };
      List<Utterances.Said> said = lessons.said();
      HeadTraining work =
          new HeadTraining(cached, encoder, fingerprint(encoder, said), training, calibration);
      progress.accept("Fitting the head that came along");
      Head head = work.base();
      progress.accept("Fitting the head of this site");
      return work.taught(head, lessons.learnable(), said);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Lays a head out as a pack, signed by this machine, and lets it serve. Returns its id. */
  String serve(ModelLibrary library, Head head, long release, String by) throws ModelException {
    Path made = folder.resolve(HeadPack.SITE);
    try {
      delete(made);
      Files.createDirectories(made);
      HeadPack.write(made, HeadPack.SITE, release, head);
      ModelManifest manifest = library.layOut(made, by);
      library.activate(manifest.id(), by);
      return manifest.id();
    } catch (IOException e) {
      throw failed(e);
    } finally {
      deleteQuietly(made);
    }
  }

  /** The order of {@code said} depends on the words only, and so does this. */
  private String fingerprint(String encoder, List<Utterances.Said> said) {
    return HeadPack.sha256(
        (HeadTraining.VERSION + "\n" + encoder + "\n" + training + "\n" + calibration + "\n" + said)
            .getBytes(StandardCharsets.UTF_8));
  }

  private static void delete(Path made) throws IOException {
    if (Files.exists(made)) {
      try (Stream<Path> files = Files.list(made)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(made);
    }
  }

  private static void deleteQuietly(Path made) {
    try {
      delete(made);
    } catch (IOException e) {
      LOG.warn("{} is left over; it is deleted before the next pack is made", made, e);
    }
  }

  private ModelException failed(IOException cause) {
    return new ModelException(
        "storage-failed",
        "the head of this site",
        "the disk refused it (" + cause.getClass().getSimpleName() + ")",
        "a folder that can be written: triage in the data folder",
        "Check the disk and the folder's permissions.",
        cause);
  }
}
