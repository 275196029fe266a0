// SPDX-License-Identifier: Apache-2.0
package org.vestibule.evaluation.liveness;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vestibule.api.VestibuleException;
import org.vestibule.evaluation.species.Mask;
import org.vestibule.evaluation.species.Photo;
import org.vestibule.evaluation.species.Species;
import org.vestibule.vision.internal.face.Face;
import org.vestibule.vision.internal.face.Scratch;

/**
 * Everything that is presented: generated attacks, living people from the fixtures' videos, and
 * what the person who measures brings along. The sources are split by person: the even portraits
 * and the stranger's two videos are for choosing bounds, the odd portraits and the resident's video
 * for the report.
 */
final class Presentations {
  /** Pictures of one presentation. */
  private static final int PICTURES = 6;

  private static final List<String> TUNING_VIDEOS = List.of("stranger", "stranger2");
  private static final List<String> REPORT_VIDEOS = List.of("resident");

  private final Models models;
  private final Scratch scratch = new Scratch();
  private final List<Presentation> all = new ArrayList<>();

  private Presentations(Models models) {
    this.models = models;
  }

  static List<Presentation> of(LivenessOptions options, Models models)
      throws IOException, VestibuleException {
    Presentations presentations = new Presentations(models);
    List<Path> videos = new ArrayList<>();
    for (String video : options.tuning() ? TUNING_VIDEOS : REPORT_VIDEOS) {
      videos.add(options.fixtures().resolve("faces").resolve(video));
    }
    presentations.living(videos);
    presentations.generated(options, Sources.entries(videos.get(0)));
    if (options.data().isPresent()) {
      presentations.own(options.data().get());
    }
    return presentations.all;
  }

  private void living(List<Path> videos) throws IOException {
    for (Path video : videos) {
      List<Path> frames = Sources.entries(video);
      for (int i = 0; i < frames.size(); i++) {
        List<Path> track = frames.subList(i, Math.min(i + PICTURES, frames.size()));
        String name = frames.get(i).toString();
        all.add(new Presentation("bona-fide-video", name, false, () -> read(track)));
        if (i % PICTURES == 0) {
          all.add(new Presentation(LivenessReport.CONTROL, name, false, () -> control(track)));
        }
      }
    }
  }

  private void generated(LivenessOptions options, List<Path> head)
      throws IOException, VestibuleException {
    for (Sources.Named portrait : Sources.portraits(options.tuning(), options.sources())) {
      Optional<Face> face = face(portrait.file());
      if (face.isEmpty()) {
        continue;
      }
      Photo photo = Photo.read(portrait.file());
      Face shown = face.get();
      double[] box = {shown.x(), shown.y(), shown.width(), shown.height()};
      long seed = portrait.name().hashCode();
      for (Species species : Species.values()) {
        all.add(
            new Presentation(
                species.word(),
                portrait.name(),
                true,
                () -> species.present(photo, box, PICTURES, seed + species.ordinal())));
      }
      int first = Math.floorMod((int) seed, Math.max(1, head.size() - PICTURES));
      List<Path> worn = head.subList(first, Math.min(head.size(), first + PICTURES));
      all.add(
          new Presentation(
              Mask.WORD, portrait.name(), true, () -> masked(photo, shown, worn, seed)));
    }
  }

  private List<byte[]> masked(Photo photo, Face shown, List<Path> head, long seed)
      throws IOException, VestibuleException {
    Scratch own = new Scratch();
    Mask mask = new Mask(photo, shown.points(), seed);
    List<byte[]> pictures = new ArrayList<>();
    for (byte[] file : read(head)) {
      Optional<Face> wearer = models.face(models.picture(file, own), own);
      if (wearer.isPresent()) {
        pictures.add(mask.on(Photo.read(file), wearer.get().points(), seed + pictures.size()));
      }
    }
    return pictures;
  }

  /** The control: what a species gets from the camera alone must not make a person an attack. */
  private static List<byte[]> control(List<Path> track) throws IOException {
    List<byte[]> pictures = new ArrayList<>();
    for (byte[] file : read(track)) {
      pictures.add(Species.control(Photo.read(file), pictures.size()));
    }
    return pictures;
  }

  private void own(Path data) throws IOException {
    for (Path entry : Sources.entries(data.resolve("bona-fide"))) {
      add("bona-fide-own", false, entry);
    }
    for (Path species : Sources.entries(data.resolve("attack"))) {
      for (Path entry : Sources.entries(species)) {
        add("own-" + species.getFileName(), true, entry);
      }
    }
    for (Path entry : Sources.entries(data.resolve("spoof"))) {
      String name = entry.getFileName().toString();
      if (name.startsWith("image_T")) {
        add("bona-fide-own", false, entry);
      } else if (name.startsWith("image_F")) {
        add("own-spoof", true, entry);
      }
    }
  }

  private void add(String group, boolean attack, Path entry) {
    all.add(new Presentation(group, entry.toString(), attack, () -> Sources.pictures(entry)));
  }

  private Optional<Face> face(byte[] file) throws VestibuleException {
    return models.face(models.picture(file, scratch), scratch);
  }

  private static List<byte[]> read(List<Path> files) throws IOException {
    List<byte[]> pictures = new ArrayList<>();
    for (Path file : files) {
      pictures.addAll(Sources.pictures(file));
    }
    return pictures;
  }
}
