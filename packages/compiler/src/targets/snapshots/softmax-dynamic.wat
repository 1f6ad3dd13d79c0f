(module $_f_dispatch_0
  (import "env" "memory" (memory 1 65536 shared))
  (func $_f_dispatch_0_generic_Dx128 (export "d0") (param i32 i32 i32 i32 i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32)
    (local v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128 v128) (local i32 i32 i32)
    (local v128) (local i32 i32 i32) (local v128) (local i32) (local v128) (local f32 f32 f32) (local i32 i32)
    (local v128 v128 v128)
    block
      local.get 2 local.get 3 i32.ge_u br_if 0
      loop
        local.get 2 local.get 4 i32.rem_u local.set 8
        local.get 2 local.get 4 i32.div_u local.set 11
        local.get 11 local.get 5 i32.rem_u local.set 9
        local.get 11 local.get 5 i32.div_u local.set 10
        local.get 1 i32.load local.set 12
        local.get 12 local.set 13
        local.get 13 i32.const 128 i32.mul local.set 12
        local.get 0 i32.load i32.const 0 i32.add local.set 14
        local.get 13 i32.const 128 i32.mul local.set 12
        local.get 0 i32.load offset=4 i32.const 0 i32.add local.set 15
        local.get 8 i32.const 8 i32.mul local.set 12
        local.get 4 i32.const 8 i32.mul local.set 16
        local.get 12 local.tee 17 local.get 13 i32.lt_s if
          loop
            local.get 13 local.get 17 i32.sub local.set 18
            i32.const 8 local.get 18 i32.const 8 local.get 18 i32.lt_u select local.set 19
            local.get 17 i32.const 128 i32.mul local.set 18
            f32.const -inf f32x4.splat local.set 20
            f32.const -104 f32x4.splat local.set 21
            f32.const 89 f32x4.splat local.set 22
            f32.const 1.442695 f32x4.splat local.set 23
            f32.const 0.5 f32x4.splat local.set 24
            f32.const 0.6933594 f32x4.splat local.set 25
            f32.const -0.00021219444 f32x4.splat local.set 26
            f32.const 0.0001984127 f32x4.splat local.set 27
            f32.const 0.0013888889 f32x4.splat local.set 28
            f32.const 0.008333334 f32x4.splat local.set 29
            f32.const 0.041666668 f32x4.splat local.set 30
            f32.const 0.16666667 f32x4.splat local.set 31
            f32.const 1 f32x4.splat local.set 32
            i32.const 1 i32x4.splat local.set 33
            i32.const 127 i32x4.splat local.set 34
            i32.const 23 i32x4.splat local.set 35
            i32.const 0 local.tee 36 local.get 19 i32.lt_s if
              loop
                local.get 36 i32.const 128 i32.mul local.set 37
                local.get 18 local.get 37 i32.add local.set 38
                local.get 20 local.set 39
                i32.const 0 local.tee 37 i32.const 128 i32.lt_s if
                  local.get 14 local.get 38 i32.const 2 i32.shl i32.add local.set 40
                  local.get 40 i32.const 0 i32.const 2 i32.shl i32.add local.set 41
                  local.get 41 i32.const 512 i32.add local.set 42
                  loop
                    local.get 41 local.set 44
                    local.get 44 v128.load align=4 local.set 43
                    local.get 43 local.get 39 f32x4.max local.set 45
                    local.get 45 local.set 39
                    local.get 41 i32.const 16 i32.add local.set 41
                    local.get 41 local.get 42 i32.ne br_if 0
                  end
                end
                local.get 39 f32x4.extract_lane 0 local.set 46
                f32.const -inf local.get 46 f32.max local.set 47
                local.get 39 f32x4.extract_lane 1 local.set 46
                local.get 47 local.get 46 f32.max local.set 48
                local.get 39 f32x4.extract_lane 2 local.set 46
                local.get 48 local.get 46 f32.max local.set 47
                local.get 39 f32x4.extract_lane 3 local.set 46
                local.get 47 local.get 46 f32.max local.set 48
                local.get 48 f32x4.splat local.set 39
                i32.const 0 local.tee 37 i32.const 128 i32.lt_s if
                  local.get 14 local.get 38 i32.const 2 i32.shl i32.add local.set 42
                  local.get 42 i32.const 0 i32.const 2 i32.shl i32.add local.set 41
                  local.get 41 i32.const 512 i32.add local.set 40
                  local.get 15 local.get 38 i32.const 2 i32.shl i32.add local.set 44
                  local.get 44 i32.const 0 i32.const 2 i32.shl i32.add local.set 49
                  loop
                    local.get 41 local.set 50
                    local.get 50 v128.load align=4 local.set 45
                    local.get 45 local.get 39 f32x4.sub local.set 43
                    local.get 43 local.get 21 f32x4.ge local.set 45
                    local.get 43 local.get 21 local.get 45 v128.bitselect local.set 51
                    local.get 51 local.get 22 f32x4.gt local.set 45
                    local.get 22 local.get 51 local.get 45 v128.bitselect local.set 52
                    local.get 52 local.get 23 f32x4.mul local.set 51
                    local.get 51 local.get 24 f32x4.add local.set 45
                    local.get 45 f32x4.floor local.set 51
                    local.get 51 local.get 25 f32x4.mul local.set 45
                    local.get 52 local.get 45 f32x4.sub local.set 53
                    local.get 51 local.get 26 f32x4.mul local.set 45
                    local.get 53 local.get 45 f32x4.sub local.set 52
                    local.get 27 local.get 52 f32x4.mul local.set 45
                    local.get 45 local.get 28 f32x4.add local.set 53
                    local.get 53 local.get 52 f32x4.mul local.set 45
                    local.get 45 local.get 29 f32x4.add local.set 53
                    local.get 53 local.get 52 f32x4.mul local.set 45
                    local.get 45 local.get 30 f32x4.add local.set 53
                    local.get 53 local.get 52 f32x4.mul local.set 45
                    local.get 45 local.get 31 f32x4.add local.set 53
                    local.get 53 local.get 52 f32x4.mul local.set 45
                    local.get 45 local.get 24 f32x4.add local.set 53
                    local.get 53 local.get 52 f32x4.mul local.set 45
                    local.get 45 local.get 32 f32x4.add local.set 53
                    local.get 53 local.get 52 f32x4.mul local.set 45
                    local.get 45 local.get 32 f32x4.add local.set 52
                    local.get 51 i32x4.trunc_sat_f32x4_s local.set 45
                    local.get 45 i32.const 1 i32x4.shr_s local.set 51
                    local.get 45 local.get 51 i32x4.sub local.set 53
                    local.get 51 local.get 34 i32x4.add local.set 45
                    local.get 45 i32.const 23 i32x4.shl local.set 51
                    local.get 51 local.set 45
                    local.get 52 local.get 45 f32x4.mul local.set 51
                    local.get 53 local.get 34 i32x4.add local.set 45
                    local.get 45 i32.const 23 i32x4.shl local.set 53
                    local.get 53 local.set 45
                    local.get 51 local.get 45 f32x4.mul local.set 53
                    local.get 43 local.get 43 f32x4.eq local.get 43 local.get 43 f32x4.eq v128.and v128.not local.set 45
                    local.get 43 local.get 53 local.get 45 v128.bitselect local.set 51
                    local.get 49 local.set 50
                    local.get 50 local.get 51 v128.store align=4
                    local.get 41 i32.const 16 i32.add local.set 41
                    local.get 49 i32.const 16 i32.add local.set 49
                    local.get 41 local.get 40 i32.ne br_if 0
                  end
                end
                local.get 36 i32.const 1 i32.add local.tee 36 local.get 19 i32.lt_s br_if 0
              end
            end
            local.get 17 local.get 16 i32.add local.tee 17 local.get 13 i32.lt_s br_if 0
          end
        end
        local.get 2 i32.const 1 i32.add local.tee 2 local.get 3 i32.lt_u br_if 0
      end
    end
  ))
(module $_f_dispatch_1
  (import "env" "memory" (memory 1 65536 shared))
  (func $_f_dispatch_1_generic_Dx128 (export "d0") (param i32 i32 i32 i32 i32 i32 i32 i32)
    (local i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32 i32) (local v128) (local i32 i32 i32) (local v128)
    (local i32 i32 i32) (local v128) (local i32) (local v128) (local f32 f32 f32) (local i32 i32)
    block
      local.get 2 local.get 3 i32.ge_u br_if 0
      loop
        local.get 2 local.get 4 i32.rem_u local.set 8
        local.get 2 local.get 4 i32.div_u local.set 11
        local.get 11 local.get 5 i32.rem_u local.set 9
        local.get 11 local.get 5 i32.div_u local.set 10
        local.get 1 i32.load local.set 12
        local.get 12 local.set 13
        local.get 13 i32.const 128 i32.mul local.set 12
        local.get 0 i32.load i32.const 0 i32.add local.set 14
        local.get 13 i32.const 128 i32.mul local.set 12
        local.get 0 i32.load offset=4 i32.const 0 i32.add local.set 15
        local.get 8 i32.const 8 i32.mul local.set 12
        local.get 4 i32.const 8 i32.mul local.set 16
        local.get 12 local.tee 17 local.get 13 i32.lt_s if
          loop
            local.get 13 local.get 17 i32.sub local.set 18
            i32.const 8 local.get 18 i32.const 8 local.get 18 i32.lt_u select local.set 19
            local.get 17 i32.const 128 i32.mul local.set 18
            f32.const 0 f32x4.splat local.set 20
            i32.const 0 local.tee 21 local.get 19 i32.lt_s if
              loop
                local.get 21 i32.const 128 i32.mul local.set 22
                local.get 18 local.get 22 i32.add local.set 23
                local.get 20 local.set 24
                i32.const 0 local.tee 22 i32.const 128 i32.lt_s if
                  local.get 14 local.get 23 i32.const 2 i32.shl i32.add local.set 25
                  local.get 25 i32.const 0 i32.const 2 i32.shl i32.add local.set 26
                  local.get 26 i32.const 512 i32.add local.set 27
                  loop
                    local.get 26 local.set 29
                    local.get 29 v128.load align=4 local.set 28
                    local.get 28 local.get 24 f32x4.add local.set 30
                    local.get 30 local.set 24
                    local.get 26 i32.const 16 i32.add local.set 26
                    local.get 26 local.get 27 i32.ne br_if 0
                  end
                end
                local.get 24 f32x4.extract_lane 0 local.set 31
                f32.const 0 local.get 31 f32.add local.set 32
                local.get 24 f32x4.extract_lane 1 local.set 31
                local.get 32 local.get 31 f32.add local.set 33
                local.get 24 f32x4.extract_lane 2 local.set 31
                local.get 33 local.get 31 f32.add local.set 32
                local.get 24 f32x4.extract_lane 3 local.set 31
                local.get 32 local.get 31 f32.add local.set 33
                local.get 33 f32x4.splat local.set 24
                i32.const 0 local.tee 22 i32.const 128 i32.lt_s if
                  local.get 14 local.get 23 i32.const 2 i32.shl i32.add local.set 27
                  local.get 27 i32.const 0 i32.const 2 i32.shl i32.add local.set 26
                  local.get 26 i32.const 512 i32.add local.set 25
                  local.get 15 local.get 23 i32.const 2 i32.shl i32.add local.set 29
                  local.get 29 i32.const 0 i32.const 2 i32.shl i32.add local.set 34
                  loop
                    local.get 26 local.set 35
                    local.get 35 v128.load align=4 local.set 30
                    local.get 30 local.get 24 f32x4.div local.set 28
                    local.get 34 local.set 35
                    local.get 35 local.get 28 v128.store align=4
                    local.get 26 i32.const 16 i32.add local.set 26
                    local.get 34 i32.const 16 i32.add local.set 34
                    local.get 26 local.get 25 i32.ne br_if 0
                  end
                end
                local.get 21 i32.const 1 i32.add local.tee 21 local.get 19 i32.lt_s br_if 0
              end
            end
            local.get 17 local.get 16 i32.add local.tee 17 local.get 13 i32.lt_s br_if 0
          end
        end
        local.get 2 i32.const 1 i32.add local.tee 2 local.get 3 i32.lt_u br_if 0
      end
    end
  ))
