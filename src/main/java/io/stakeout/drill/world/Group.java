package io.stakeout.drill.world;

/** An IAM group; its members know that they are in it. */
public record Group(Entity entity, Permissions permissions) {

    public String name() {
        return entity.name();
    }

    public String arn() {
        return entity.arn("group");
    }

    public Group with(Permissions changed) {
        return new Group(entity, changed);
    }
}
