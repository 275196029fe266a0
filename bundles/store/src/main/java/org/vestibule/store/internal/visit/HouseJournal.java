// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.visit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.privacy.DataKind;
import org.vestibule.api.privacy.Expiring;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusSource;
import org.vestibule.api.visit.VisitCorrection;
import org.vestibule.api.visit.VisitId;
import org.vestibule.api.visit.VisitJournal;
import org.vestibule.api.visit.VisitPicture;
import org.vestibule.api.visit.VisitStory;
import org.vestibule.store.internal.database.Database;
import org.vestibule.store.internal.database.StoreDatabase;
import org.vestibule.store.internal.database.Subjects;
import org.vestibule.store.internal.record.RecordRows;
import org.vestibule.store.internal.site.Site;
import org.vestibule.store.internal.vault.SubjectVault;

/**
 * The journal in the database: a story sealed by the house's key, and each name in it sealed by the
 * key of whose name it is, as their record of the visit. So a name needs consent and goes with it,
 * and a backup brings nobody back who was erased.
 */
@Component(
    service = {VisitJournal.class, Expiring.class, StatusSource.class, Database.Follower.class})
public final class HouseJournal implements VisitJournal, Expiring, StatusSource, Database.Follower {
  /** How many stories one question looks at; the next page goes on from there. */
  static final int MOST_LOOKED_AT = 5000;

  private static final int BATCH = 500;
  private static final int LEAST_LOOKED_AT = 100;

  /** Why somebody's name is not kept; the story is. */
  static final Set<String> UNNAMED = Set.of("consent-missing", "unknown-person", "key-missing");

  private final Database database;
  private final RecordRows records;
  private final SealedStories stories;
  private final SubjectVault vault;
  private final HousePictures photos;
  private final HouseCorrections corrections;
  private final Site site;
  private final IntSupplier most;
  private final JournalStatus status;
  private volatile Optional<String> failure = Optional.empty();

  /** Uses the database and the vault of this bundle. */
  @Activate
  public HouseJournal(
      @Reference StoreDatabase database,
      @Reference Subjects subjects,
      @Reference SubjectVault vault,
      @Reference HousePictures photos,
      @Reference Site site) {
    this(
        database,
        new RecordRows(subjects, vault),
        vault,
        photos,
        site,
        () -> database.settings().visits());
  }

  /**
   * @param most how many stories are kept
   */
  HouseJournal(
      Database database,
      RecordRows records,
      SubjectVault vault,
      HousePictures photos,
      Site site,
      IntSupplier most) {
    this.database = database;
    this.photos = photos;
    this.records = records;
    this.vault = vault;
    this.site = site;
    this.most = most;
    stories = new SealedStories(vault, records);
    corrections = new HouseCorrections(database, vault);
    status = new JournalStatus(vault, site, most);
  }

  @Override
  public boolean keep(VisitStory story, List<Named> named, List<VisitPicture> pictures)
      throws VestibuleException {
    Refusals.demandOver(story);
    Refusals.demandFew(story, named, pictures);
    if (refuses(DataKind.VISIT)) {
      return false;
    }
    List<VisitPicture> shown = refuses(DataKind.PHOTO) ? List.of() : pictures;
    try {
      byte[] text = StoryText.bytes(story, named);
      byte[] sealed = stories.seal(story.id().value(), text);
      database.write(
          connection -> {
            VisitRows.put(connection, story.id().value(), story.openedAt(), sealed);
            for (int i = 0; i < named.size(); i++) {
              mention(connection, story, named.get(i), Mention.content(text, named, i));
            }
            photos.put(connection, story.id(), named, shown);
            return VisitRows.dropOldest(
                connection, Math.max(0, VisitRows.count(connection) - most.getAsInt()));
          });
      failure = Optional.empty();
      return true;
    } catch (VestibuleException e) {
      failure = Optional.of(e.code());
      throw e;
    }
  }

  private void mention(Connection connection, VisitStory story, Named named, byte[] content)
      throws SQLException, VestibuleException {
    try {
      UUID record =
          records.put(connection, named.person(), DataKind.VISIT, story.openedAt(), content);
      VisitRows.mention(connection, story.id().value(), record);
    } catch (VestibuleException e) {
      if (!UNNAMED.contains(e.code())) {
        throw e;
      }
    }
  }

  @Override
  public void forget(Set<VisitId> ids) throws VestibuleException {
    database.write(c -> VisitRows.drop(c, ids.stream().map(VisitId::value).toList()));
    stories.forgetBroken();
  }

  @Override
  public Optional<VisitStory> find(VisitId id) throws VestibuleException {
    demandUnlocked();
    Optional<VisitRows.Row> row = database.read(c -> VisitRows.find(c, id.value()));
    return row.isPresent() ? stories.open(row.get()) : Optional.empty();
  }

  @Override
  public Page page(Wish wish, Predicate<VisitStory> wanted) throws VestibuleException {
    demandUnlocked();
    List<VisitStory> found = new ArrayList<>();
    Optional<Place> after = wish.after();
    int atOnce = Math.max(LEAST_LOOKED_AT, wish.limit() + 1);
    for (int looked = 0; looked < MOST_LOOKED_AT; looked += atOnce) {
      Optional<Place> from = after;
      List<VisitRows.Row> rows = database.read(c -> VisitRows.newest(c, wish, from, atOnce));
      for (VisitRows.Row row : rows) {
        Optional<VisitStory> story = stories.open(row).filter(wanted);
        if (story.isPresent() && found.size() == wish.limit()) {
          return new Page(found, Optional.of(place(found.get(found.size() - 1))));
        }
        story.ifPresent(found::add);
        after = Optional.of(row.place());
      }
      if (rows.size() < atOnce) {
        return new Page(found, Optional.empty());
      }
    }
    return new Page(found, after);
  }

  private static Place place(VisitStory story) {
    return new Place(story.openedAt(), story.id().value());
  }

  @Override
  public List<VisitPicture> pictures(VisitId id) throws VestibuleException {
    demandUnlocked();
    return photos.of(id);
  }

  @Override
  public Set<VisitId> pictured(Set<VisitId> ids) throws VestibuleException {
    demandUnlocked();
    return photos.among(ids);
  }

  @Override
  public boolean correct(VisitId id, VisitCorrection correction) throws VestibuleException {
    demandUnlocked();
    if (refuses(DataKind.VISIT)) {
      return false;
    }
    corrections.put(id, correction);
    return true;
  }

  @Override
  public void uncorrect(VisitId id, VisitCorrection.What what) throws VestibuleException {
    demandUnlocked();
    corrections.drop(id, what);
  }

  @Override
  public Map<VisitId, List<VisitCorrection>> corrections(Set<VisitId> ids)
      throws VestibuleException {
    demandUnlocked();
    return corrections.of(ids);
  }

  @Override
  public String what() {
    return DataKind.VISIT.label();
  }

  @Override
  public OptionalInt countBefore(Instant oldest) throws VestibuleException {
    return OptionalInt.of(database.read(c -> VisitRows.countBefore(c, oldest)));
  }

  @Override
  public int removeBefore(Instant oldest) throws VestibuleException {
    int removed = 0;
    int last;
    do {
      last = database.write(c -> VisitRows.dropBefore(c, oldest, BATCH));
      removed += last;
    } while (last == BATCH);
    if (removed > 0) {
      stories.forgetBroken();
    }
    return removed;
  }

  @Override
  public void contentReplaced() {
    stories.forgetBroken();
  }

  @Override
  public String name() {
    return "visit-journal";
  }

  @Override
  public Status status() {
    return status.of(refuses(DataKind.VISIT), failure, stories.broken());
  }

  private boolean refuses(DataKind kind) {
    return site.rules().law().refused().contains(kind);
  }

  /** Locked, it must say so even where there is nothing to open. */
  private void demandUnlocked() throws VestibuleException {
    vault.index("visit", new byte[0]);
  }
}
