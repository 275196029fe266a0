// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.site;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.consent.ConsentText;
import org.vestibule.api.consent.Regulation;
import org.vestibule.api.consent.SiteLaw;
import org.vestibule.api.consent.SiteProfile;
import org.vestibule.api.face.FaceIdentifier;
import org.vestibule.api.status.Status;
import org.vestibule.api.status.StatusHolder;
import org.vestibule.api.status.StatusSource;

/**
 * The law of this site, from its configuration and the data files. A configuration that is refused
 * leaves the last good one in force, at the beginning the default. Thread-safe.
 */
@Component(
    service = {SiteLaw.class, Site.class, StatusSource.class},
    configurationPid = SiteConfig.PID,
    immediate = true)
@Designate(ocd = SiteConfig.class)
public final class SiteComponent implements SiteLaw, Site, StatusSource {
  private static final Logger LOG = LoggerFactory.getLogger(SiteComponent.class);

  private final List<Profile> profiles = SiteFiles.profiles();
  private final List<Regulation> regulations = SiteFiles.regulations();
  private final TextShelf shelf = new TextShelf();
  private final AtomicInteger searchers = new AtomicInteger();
  private final StatusHolder status = new StatusHolder(Status.starting("Reads its configuration"));
  private volatile SiteSettings settings = SiteSettings.defaults(profiles);

  /** Starts with the configuration that is there. */
  @Activate
  public SiteComponent(Map<String, Object> properties) {
    configure(properties);
  }

  /** Takes another configuration, or keeps the last good one. */
  @Modified
  public void configure(Map<String, Object> properties) {
    try {
      settings = SiteSettings.of(properties, profiles);
      status.set(Status.ready("The profile " + profile().name() + " holds"));
    } catch (VestibuleException e) {
      LOG.warn("Configuration refused: {}", e.getMessage());
      status.set(
          Status.degraded(
              Status.Cause.CONFIGURATION,
              e.getMessage() + " Until then the profile " + profile().name() + " holds."));
    }
  }

  /** Somebody searches everybody for a face: what people agree to reads differently then. */
  @Reference(
      service = FaceIdentifier.class,
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC)
  void addSearcher(ServiceReference<FaceIdentifier> searcher) {
    searchers.incrementAndGet();
  }

  void removeSearcher(ServiceReference<FaceIdentifier> searcher) {
    searchers.decrementAndGet();
  }

  @Override
  public Profile rules() {
    return settings.profile();
  }

  @Override
  public Profile untouched() {
    String name = rules().name();
    return profiles.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }

  @Override
  public SiteProfile profile() {
    return rules().law();
  }

  @Override
  public String building() {
    return settings.building();
  }

  @Override
  public String language() {
    return settings.language();
  }

  @Override
  public List<ConsentText> texts() {
    return shelf.of(rules(), searchers.get() > 0);
  }

  @Override
  public Optional<ConsentText> text(String version, String language) {
    return shelf.text(version, language);
  }

  @Override
  public List<Regulation> regulations() {
    return regulations.stream().filter(law -> profile().regulations().contains(law.id())).toList();
  }

  @Override
  public List<SiteProfile> profiles() {
    return profiles.stream().map(Profile::law).toList();
  }

  @Override
  public String name() {
    return "site";
  }

  @Override
  public Status status() {
    return status.get();
  }
}
