// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.database;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/**
 * The database as a service. It is there whether or not the file can be opened; until it can,
 * everything asked of it is refused with the reason.
 */
@Component(
    service = {Database.class, StoreDatabase.class, StatusSource.class},
    immediate = true,
    configurationPid = Settings.PID)
@Designate(ocd = StoreConfiguration.class)
public final class StoreDatabase implements Database, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(StoreDatabase.class);

  /** A file below 64 MiB may grow: making it smaller writes it once more. */
  private static final long LEAST_SHRUNK = 64L << 20;

  private static final long LOOK_SECONDS = 5;

  private final Path data;
  private final Reserve reserve;
  private final HouseDatabase house;
  private final ScheduledExecutorService tick;
  private final StatusHolder status = new StatusHolder(Status.starting("The database is opened"));
  private volatile Settings settings = Settings.DEFAULT;
  private volatile String refused = "";

  /**
   * Takes the folder {@code store}; the file is opened beside, so that nobody waits for it here.
   */
  @Activate
  public StoreDatabase(BundleContext context, Map<String, Object> properties) throws IOException {
    data =
        Path.of(Optional.ofNullable(context.getProperty("vestibule.data")).orElse("data"))
            .toAbsolutePath()
            .normalize();
    StoreFolder folder = new StoreFolder(data);
    reserve = Reserve.of(folder.database().getParent(), settings.reserve());
    house = new HouseDatabase(folder, "retry", Clock.systemUTC(), reserve);
    modified(properties);
    tick =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "vestibule-store");
              thread.setDaemon(true);
              return thread;
            });
    tick.scheduleWithFixedDelay(this::look, 0, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  @Modified
  void modified(Map<String, Object> properties) {
    try {
      settings = Settings.of(properties);
      reserve.bytes(settings.reserve());
      refused = "";
    } catch (VestibuleException e) {
      refused = e.getMessage();
      LOG.warn("Configuration {} refused, the last good one stays: {}", Settings.PID, refused);
    }
  }

  @Deactivate
  void stop() throws IOException, InterruptedException {
    tick.shutdown();
    house.close();
    tick.awaitTermination(LOOK_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      house.recover();
      if (house.shrink(LEAST_SHRUNK)) {
        LOG.info("The database was written anew, without what was written over");
      }
    } catch (VestibuleException | IOException | RuntimeException e) {
      LOG.debug("Not open, or not made smaller", e);
    }
  }

  @Override
  public <T> T read(Work<T> work) throws VestibuleException {
    return house.read(work);
  }

  @Override
  public <T> T write(Work<T> work) throws VestibuleException {
    return house.write(work);
  }

  /** Returns the database with what only a backup may do. */
  public HouseDatabase house() {
    return house;
  }

  /** Returns the gateway's data folder. */
  public Path data() {
    return data;
  }

  /** Returns the settings in force. */
  public Settings settings() {
    return settings;
  }

  @Override
  public String name() {
    return "store";
  }

  @Override
  public Status status() {
    Status now = house.status();
    String invalid = refused;
    status.set(
        invalid.isEmpty() || now.state() == Status.State.UNAVAILABLE
            ? now
            : Status.degraded(Status.Cause.CONFIGURATION, invalid));
    return status.get();
  }
}
