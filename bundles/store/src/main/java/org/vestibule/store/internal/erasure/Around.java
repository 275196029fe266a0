// SPDX-License-Identifier: Apache-2.0
package org.vestibule.store.internal.erasure;

import java.util.List;
import java.util.function.LongSupplier;
import org.vestibule.api.audit.AuditTrail;
import org.vestibule.api.privacy.PersonalDataHolder;
import org.vestibule.api.store.Backups;
import org.vestibule.api.store.HouseSeal;
import org.vestibule.store.internal.consent.ConsentEntry;
import org.vestibule.store.internal.people.Neighbour;

/**
 * Who else has a part in an erasure; each may be missing for a while.
 *
 * @param holders whoever holds something of people outside the database
 * @param epoch returns the vault's epoch
 */
public record Around(
    Neighbour<List<PersonalDataHolder>> holders,
    Neighbour<AuditTrail> audit,
    Neighbour<HouseSeal> seal,
    Neighbour<Backups> backups,
    Neighbour<ConsentEntry> consents,
    LongSupplier epoch) {}
