package io.stakeout.aws;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;

import io.stakeout.containment.control.AccessControl;
import io.stakeout.containment.control.AccessControlException;
import io.stakeout.containment.control.Directory;
import io.stakeout.containment.control.Standing;
import io.stakeout.containment.plan.PrincipalRef;
import io.stakeout.containment.plan.Slot;
import io.stakeout.drill.TestCloud;

/**
 * The real adapters on the cloud of the test at hand, in an application that otherwise takes itself for production; and
 * the end of the process at a write that a test names.
 */
@Alternative
@ApplicationScoped
public class CutCloud implements AccessControl, Directory {

    /** The process has ended: nothing catches it. */
    public static final class Died extends Error {
        private static final long serialVersionUID = 1;
    }

    /** When it ends: at a write, counted from 1, before or after AWS has done it. */
    private record Death(int write, boolean after) {}

    private final AtomicReference<Adapters> adapters = new AtomicReference<>();
    private final AtomicReference<Optional<Death>> death = new AtomicReference<>(Optional.empty());
    private int writes;

    public void enter(TestCloud cloud) {
        adapters.set(Adapters.on(cloud));
        live();
    }

    /** Ends the process once at this write, counted from now on. */
    public synchronized void die(int write, boolean after) {
        writes = 0;
        death.set(Optional.of(new Death(write, after)));
    }

    public void live() {
        death.set(Optional.empty());
    }

    private AccessControl control() {
        return Optional.ofNullable(adapters.get())
                .orElseThrow(() -> new AccessControlException.Permanent("no-cloud", "No test has a cloud now.", null))
                .control();
    }

    @Override
    public Hold open(String account, String session, List<Slot> slots) {
        return new Mortal(control().open(account, session, slots));
    }

    @Override
    public String self() {
        return control().self();
    }

    @Override
    public Set<PrincipalRef> rolesIn(String account) {
        return control().rolesIn(account);
    }

    @Override
    public List<String> calls(PrincipalRef principal) {
        return adapters.get().directory().calls(principal);
    }

    @Override
    public Directory.Profile profile(PrincipalRef principal) {
        return adapters.get().directory().profile(principal);
    }

    private synchronized boolean dies(boolean after) {
        if (!after) {
            writes++;
        }
        int write = writes;
        return death.get()
                .filter(when -> when.write() == write && when.after() == after)
                .isPresent();
    }

    private final class Mortal implements Hold {

        private final Hold hold;

        private Mortal(Hold hold) {
            this.hold = hold;
        }

        @Override
        public Optional<String> read(Slot slot) {
            return hold.read(slot);
        }

        @Override
        public Standing standing(PrincipalRef principal) {
            return hold.standing(principal);
        }

        @Override
        public List<String> write(Slot slot, Optional<String> value) {
            if (dies(false)) {
                throw new Died();
            }
            List<String> requests = hold.write(slot, value);
            if (dies(true)) {
                throw new Died();
            }
            return requests;
        }

        @Override
        public List<String> sessions() {
            return hold.sessions();
        }

        @Override
        public void close() {
            hold.close();
        }
    }
}
