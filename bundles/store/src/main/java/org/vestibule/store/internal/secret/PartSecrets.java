// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.secret;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.vestibule.api.VestibuleException;
import org.vestibule.api.store.Secrets;

/** The house's secrets as one bundle has them: it reads those of its own part only. Thread-safe. */
@Component(service = Secrets.class, scope = ServiceScope.BUNDLE)
public final class PartSecrets implements Secrets {
  private final HouseSecrets house;
  private final String part;

  /** Asks in the name of the bundle that uses this. */
  @Activate
  public PartSecrets(@Reference HouseSecrets house, ComponentContext context) {
    this(house, SecretParts.part(context.getUsingBundle()));
  }

  PartSecrets(HouseSecrets house, String part) {
    this.house = house;
    this.part = part;
  }

  @Override
  public Optional<byte[]> get(String name) throws VestibuleException {
    Optional<byte[]> value = house.get(name);
    if (value.isPresent()) {
      try {
        house.parts().claim(name, part);
      } catch (VestibuleException e) {
        Arrays.fill(value.get(), (byte) 0);
        throw e;
      }
    }
    return value;
  }

  @Override
  public void put(String name, byte[] value) throws VestibuleException {
    house.put(name, value);
  }

  @Override
  public boolean remove(String name) throws VestibuleException {
    return house.remove(name);
  }

  @Override
  public List<String> names() throws VestibuleException {
    return house.names();
  }
}
