package io.stakeout.drill.cloud.iam;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import io.stakeout.drill.cloud.Answer;
import io.stakeout.drill.cloud.Api;
import io.stakeout.drill.cloud.ApiError;
import io.stakeout.drill.cloud.Ask;
import io.stakeout.drill.cloud.Call;
import io.stakeout.drill.cloud.Operation;
import io.stakeout.drill.world.World;

/**
 * Permissions boundaries of users and roles; groups can't have any. To take away a boundary that isn't there changes
 * nothing and succeeds.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html">Permissions
 *     boundaries</a>
 */
final class BoundaryOperations {

    private BoundaryOperations() {}

    static List<Operation> all() {
        return Stream.of(Holder.USER, Holder.ROLE)
                .flatMap(BoundaryOperations::of)
                .toList();
    }

    private static Stream<Operation> of(Holder holder) {
        String word = holder.word();
        return Stream.of(
                Operation.write(
                        Api.IAM,
                        "Put" + word + "PermissionsBoundary",
                        call -> asks(call, holder),
                        call -> put(call, holder)),
                Operation.write(
                        Api.IAM, "Delete" + word + "PermissionsBoundary", holder::asks, call -> delete(call, holder)));
    }

    /** The key is the boundary that is to be, not the one that is. */
    private static List<Ask> asks(Call call, Holder holder) throws ApiError {
        String arn = Checks.policyArn(call, "PermissionsBoundary");
        return List.of(Resources.and(holder.ask(call), Map.of("iam:PermissionsBoundary", List.of(arn))));
    }

    private static Answer put(Call call, Holder holder) throws ApiError {
        Optional<String> arn = asked(call);
        holder.change(call, (world, permissions) -> {
            exists(call, world, arn);
            return permissions.withBoundary(arn);
        });
        return Answer.nothing();
    }

    private static Answer delete(Call call, Holder holder) throws ApiError {
        holder.change(call, (world, permissions) -> permissions.withBoundary(Optional.empty()));
        return Answer.nothing();
    }

    /** The boundary that a call names. */
    static Optional<String> asked(Call call) throws ApiError {
        return call.parameters().has("PermissionsBoundary")
                ? Optional.of(Checks.policyArn(call, "PermissionsBoundary"))
                : Optional.empty();
    }

    /** Refuses a boundary that is no policy. */
    static void exists(Call call, World world, Optional<String> arn) throws ApiError {
        if (arn.isPresent()) {
            Found.boundary(call, world, arn.get());
        }
    }
}
